"""Who may come in, and what a page may do.

Report text is untrusted and the room may stand open in a browser that visits hostile pages at the same time. So: the
room answers only to its own name (against DNS rebinding), from another computer only to who knows the password, takes a
change only from its own pages (SameSite cookie, Origin, and a token in the form), and forbids every page all that it
does not need (content security policy: no script or style but the room's own files, nothing from elsewhere).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not "no-referrer": the browser would then send "Origin: null" with the room's own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}
SAFE = ("GET", "HEAD", "OPTIONS")
LARGEST = 256 * 1024 * 1024  # bytes that may be sent at once
FORM_FIELD = "key"
_OPEN = ("/enter", "/static/")  # what a stranger may see


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one room. ``names`` are the host names that it answers to (None: any, where a password is asked
    for). ``secret`` signs; it is made anew at each start."""

    port: int
    names: frozenset[str] | None
    password: str | None = None
    largest: int = LARGEST
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @property
    def cookie(self) -> str:
        """Rooms on several ports share one jar of cookies: each has its own."""
        return f"twosource-{self.port}"

    def form_key(self, visitor: str) -> str:
        """What a form must bring back: only a page of this room, shown to this visitor, can know it."""
        return hmac.new(self.secret, b"form " + visitor.encode(), hashlib.sha256).hexdigest()

    def admitted(self, visitor: str) -> bool:
        """True where the cookie was given out by this room (and, where there is a password, to one who knew it)."""
        name, _, seal = visitor.partition(".")
        return hmac.compare_digest(seal, self._seal(name))

    def new_visitor(self) -> str:
        """A cookie."""
        name = secrets.token_urlsafe(12)
        return f"{name}.{self._seal(name)}"

    def knows(self, password: str) -> bool:
        """True for the right password."""
        return self.password is not None and hmac.compare_digest(password.encode(), self.password.encode())

    def _seal(self, name: str) -> str:
        return hmac.new(self.secret, b"visitor " + name.encode(), hashlib.sha256).hexdigest()[:32]


def is_loopback(host: str) -> bool:
    """True for an address that only this computer can reach."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Door:
    """The first thing that a request meets and the last that an answer passes."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app = app
        self.guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        visitor = _visitor(headers, self.guard)
        new = "" if visitor else self.guard.new_visitor()
        scope.setdefault("state", {})["visitor"] = visitor or new
        refusal = self._refusal(scope, headers, bool(visitor))
        answer = self._dressed(send, "" if self.guard.password else new)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        await self.app(scope, _limited(receive, self.guard.largest), answer)

    def _refusal(self, scope: Scope, headers: Headers, known: bool) -> Response | None:
        host, method, path = headers.get("host", ""), scope["method"], scope["path"]
        if not self._answers_to(host):
            return _no(421, f"This reading room does not answer to the name {host[:80]!r}. Use the address it printed.")
        if int(_number(headers.get("content-length"))) > self.guard.largest:
            return _no(413, f"More than {self.guard.largest // 2**20} MB at once. Send it in parts.")
        if method not in SAFE and not _from_here(headers, host):
            return _no(403, "Changes are taken from the pages of this reading room only.")
        if self.guard.password and not known and not path.startswith(_OPEN) and not self._bearer(headers):
            if method in SAFE and "text/html" in headers.get("accept", ""):
                return RedirectResponse("/enter", status_code=303)
            return _no(401, "A password is needed: open /enter, or send it as Authorization: Bearer.")
        return None

    def _bearer(self, headers: Headers) -> bool:
        kind, _, value = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.guard.knows(value)

    def _answers_to(self, host: str) -> bool:
        if self.guard.names is None:
            return True
        try:
            return (urlsplit(f"//{host}").hostname or "") in self.guard.names
        except ValueError:
            return False

    def _dressed(self, send: Send, cookie: str) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache, private")
                if cookie:
                    headers.append("set-cookie", cookie_line(self.guard, cookie))
            await send(message)

        return dressed


def cookie_line(guard: Guard, visitor: str) -> str:
    """The cookie as a header: not for scripts, not for requests that other pages make, gone with the browser."""
    return f"{guard.cookie}={visitor}; Path=/; HttpOnly; SameSite=Strict"


def _visitor(headers: Headers, guard: Guard) -> str:
    jar = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    visitor = jar[guard.cookie].value if guard.cookie in jar else ""
    return visitor if guard.admitted(visitor) else ""


def _from_here(headers: Headers, host: str) -> bool:
    """A browser says where a request comes from; what says nothing is no browser, and knows no form key."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == host


def _limited(receive: Receive, most: int) -> Receive:
    """A sender who does not say how much is coming is cut off where it is too much."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > most else message

    return limited


def _number(words: str | None) -> int:
    return int(words) if words and words.isascii() and words.isdigit() else 0


def _no(status: int, words: str) -> Response:
    return PlainTextResponse(words + "\n", status_code=status)
