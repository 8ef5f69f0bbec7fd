"""The facts: how text becomes facts, how they are kept, found and put together; knows no Slack."""
