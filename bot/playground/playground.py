"""The playground: a workspace, its server and its people, put together for one app."""

from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from slack_bolt import App

from bot.playground import limits
from bot.playground.clock import Clock, real_clock
from bot.playground.connections import SIGNING_SECRET, Connection, SignedRequests, SocketMode
from bot.playground.delivery import Delivery
from bot.playground.dispatching import Dispatcher
from bot.playground.faults import Faults
from bot.playground.people import GENERAL, Person
from bot.playground.permissions import read_permissions
from bot.playground.refusals import Refusal
from bot.playground.response_urls import ResponseUrls
from bot.playground.server import API_PATH, SlackServer
from bot.playground.web_api import APP_TOKEN, BOT_TOKEN, WebApi
from bot.playground.workspace import Channel, ChannelKind, User, Workspace


class Playground:
    """A simulated Slack for one app; use it as a context manager, since it serves HTTP while it is open."""

    bot_token = BOT_TOKEN
    app_token = APP_TOKEN
    signing_secret = SIGNING_SECRET

    def __init__(
        self,
        manifest: dict[str, Any],
        *,
        clock: Clock = real_clock,
        strict_rate: bool = False,
        acknowledge_seconds: float = limits.ACKNOWLEDGE_SECONDS,
    ) -> None:
        permissions = read_permissions(manifest)
        self.workspace = Workspace(clock, manifest["features"]["bot_user"]["display_name"])
        self.faults = Faults()
        response_urls = ResponseUrls(self.workspace)
        self._web_api = WebApi(self.workspace, permissions, strict_rate=strict_rate)
        self._server = SlackServer(self._web_api, response_urls, self.faults)
        self._dispatcher = Dispatcher(self.workspace, permissions, response_urls, acknowledge_seconds)
        self._people: dict[str, Person] = {}
        self.add_channel(GENERAL)

    def __enter__(self) -> Self:
        self._server.start()
        self._dispatcher.server_url = self._server.url
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.stop()

    @property
    def url(self) -> str:
        """The `base_url` for the SDK's clients."""
        return f"{self._server.url}{API_PATH}"

    @property
    def team_id(self) -> str:
        return self.workspace.team_id

    @property
    def bot_user_id(self) -> str:
        return self.workspace.bot.id

    @property
    def refusals(self) -> list[Refusal]:
        """Everything Slack would have refused so far; a conversation that went well has none."""
        return self.workspace.refusals

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything sent to the app so far."""
        return self._dispatcher.courier.deliveries

    def attach(self, app: App, *, socket_mode: bool = False) -> None:
        """Let a Bolt app hear what happens from now on: as signed HTTP requests, or as Socket Mode does."""
        self.connect(SocketMode(app) if socket_mode else SignedRequests(app))

    def connect(self, connection: Connection) -> None:
        """Reach the app over any connection, such as `RequestUrl` for a server that is running."""
        self._dispatcher.connect(connection)

    def person(self, name: str, *, is_admin: bool = False, is_guest: bool = False) -> Person:
        """Return the person of that name; a new one joins #general."""
        return self._people.get(name.lower()) or self._admit(
            self.workspace.add_user(name, is_admin=is_admin, is_guest=is_guest)
        )

    def other_bot(self, name: str) -> Person:
        """Return another app's bot; what it says arrives as a bot's message."""
        return self._people.get(name.lower()) or self._admit(self.workspace.add_user(name, is_bot=True))

    def _admit(self, user: User) -> Person:
        self.get_channel(GENERAL).members.add(user.id)
        self._people[user.name] = Person(user, self._dispatcher)
        return self._people[user.name]

    def add_channel(
        self, name: str, *, is_private: bool = False, with_bot: bool = True, people: Iterable[str] = ()
    ) -> Channel:
        """Add a channel, with the bot in it unless told otherwise."""
        members = {self.person(person).user.id for person in people}
        if with_bot:
            members.add(self.workspace.bot.id)
        kind = ChannelKind.PRIVATE if is_private else ChannelKind.PUBLIC
        return self.workspace.add_channel(name, kind, members=members)

    def get_channel(self, name: str) -> Channel:
        channel = self.workspace.find_channel(name)
        if channel is None:
            raise LookupError(f"There is no channel {name!r}: add it with add_channel")
        return channel

    def archive(self, name: str) -> None:
        self.get_channel(name).is_archived = True

    def remove_bot(self, name: str) -> None:
        """Take the bot out of a channel."""
        self.get_channel(name).members.discard(self.bot_user_id)

    def revoke_token(self) -> None:
        """Uninstall the app: every call is refused from now on."""
        self._web_api.is_revoked = True

    def settle(self) -> list[Delivery]:
        """Let the app hear its own latest posts, as Slack does; people's actions do this too."""
        return self._dispatcher.deliver_events()

    def retry(self) -> list[Delivery]:
        """Deliver the events again that the app failed to acknowledge: Slack does so three times."""
        return self._dispatcher.courier.send_again()

    def repeat(self, delivery: Delivery) -> Delivery:
        """Deliver something a second time, as Slack does when the app's answer is lost on the way."""
        return self._dispatcher.courier.repeat(delivery)
