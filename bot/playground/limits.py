"""The numbers beyond which Slack refuses, each as its documentation or its users report it."""

MESSAGE_TEXT = 40_000
"""`chat.postMessage`: longer texts are `msg_too_long`."""
UPDATED_TEXT = 4_000
"""`chat.update` fails from about here, though a post of that length passes."""
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
ALL_BLOCKS_TEXT = 13_200
"""Characters of all blocks together; beyond, a message is `msg_blocks_too_long`, however small each block is."""
SECTION_TEXT = 3_000
FIELDS = 10
FIELD_TEXT = 2_000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
CONTEXT_ACTIONS = 5
ACTION_ELEMENTS = 25
MARKDOWN_TEXT = 12_000
IDENTIFIER = 255
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
URL = 3_000
ALT_TEXT = 2_000
OPTIONS = 100
CHOICE_OPTIONS = 10
OVERFLOW_OPTIONS = 5
OPTION_TEXT = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLE_TEXT = 10_000
TABLES = 1
CHART_SERIES = 6
CHART_CATEGORIES = 20
CHART_LABEL = 20
CHART_TITLE = 50
TABLE_CAPTION = 2_000
CONTAINER_BLOCKS = 10
CONTAINER_TITLE = 150
CHARTS = 2
VIEW_TITLE = 24
PRIVATE_METADATA = 3_000
METADATA_BYTES = 16_384
RESPONSE_URL_USES = 5
"""A `response_url` works five times ..."""
RESPONSE_URL_MINUTES = 30
"""... within half an hour."""
TRIGGER_SECONDS = 3
ACKNOWLEDGE_SECONDS = 3.0
RETRIES = 3
"""Slack delivers an event again at once, after a minute and after five."""
