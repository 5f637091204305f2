"""What the headers and links of a mail say, and what in it does not fit together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from engine.spam.headers import Headers
from engine.spam.hypertext import Link

MAX_LINKS = 50
_URL = re.compile(r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"'()\[\]{}（）「」『』【】、。，；]{3,500}", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){0,8})")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})(?![\w@.])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """Header values as text (empty where absent) and the links, each with its shown words and its target."""

    sender: str = ""
    reply_to: str = ""
    date: str = ""
    links: tuple[Link, ...] = ()


def read_facts(headers: Headers | None, text: str, links: tuple[Link, ...]) -> Facts:
    """The facts of a message: `links` are those of its HTML; addresses in the text itself are added."""
    known = {link.target for link in links} | {link.text for link in links}
    found = list(links)
    for match in _URL.finditer(text):
        if len(found) >= MAX_LINKS:
            break
        target = match[0].rstrip(".,;:!?")
        if target not in known:
            known.add(target)
            found.append(Link(target, target))
    if headers is None:
        return Facts(links=tuple(found[:MAX_LINKS]))
    sender, reply_to, date = (headers.text(name)[:300] for name in ("from", "reply-to", "date"))
    return Facts(sender, reply_to, date, tuple(found[:MAX_LINKS]))


def fact_sentences(facts: Facts) -> tuple[str, ...]:
    """The facts as sentences for a person, what does not fit together among them."""
    sentences = []
    if facts.sender:
        sentences.append(f"From {facts.sender}.")
    if facts.date:
        sentences.append(f"Sent {facts.date}.")
    sentences += contradictions(facts)
    if facts.links:
        count = len(facts.links)
        hosts = sorted({host for link in facts.links if (host := _target_domain(link.target))})
        named = ", ".join(hosts[:3])
        if not hosts:
            sentences.append("One link; it was not opened." if count == 1 else f"{count} links; none was opened.")
        elif count == 1:
            sentences.append(f"One link to {named}; it was not opened.")
        elif len(hosts) > 3:
            sentences.append(f"{count} links to {named} and others; none was opened.")
        else:
            sentences.append(f"{count} links to {named}; none was opened.")
    return tuple(dict.fromkeys(sentences))


def contradictions(facts: Facts) -> tuple[str, ...]:
    """What of the facts does not fit together, as sentences: the sender against where replies go, the name of the
    sender against the address, the words of a link against where it leads."""
    sentences = []
    sender, reply = _mail_domain(facts.sender), _mail_domain(facts.reply_to)
    if reply and sender and not _same_site(reply, sender):
        sentences.append(f"Replies go to another domain: {facts.reply_to}.")
    named = _mail_domain(facts.sender.partition("<")[0])
    if named and sender and not _same_site(named, sender):
        sentences.append(f"The sender's name shows an address at {named}, but the mail says it comes from {sender}.")
    for link in facts.links:
        shown, target = _shown_domain(link.text), _target_domain(link.target)
        if shown and target and not _same_site(shown, target):
            sentences.append(f"A link shows {shown} but leads to {target}.")
    return tuple(dict.fromkeys(sentences))


def odd_links(facts: Facts) -> int:
    """How many links show one site and lead to another, or lead to a bare number."""
    odd = 0
    for link in facts.links:
        shown, target = _shown_domain(link.text), _target_domain(link.target)
        odd += bool(target) and ((bool(shown) and not _same_site(shown, target)) or target.replace(".", "").isdigit())
    return odd


def _mail_domain(text: str) -> str:
    """The domain of the last address in a header value."""
    found = _ADDRESS.findall(text)
    return found[-1].lower() if found else ""


def _shown_domain(text: str) -> str:
    """The domain that the words of a link name, where they name one."""
    match = _DOMAIN.match(text.strip())
    return match[1].lower() if match else ""


def _target_domain(target: str) -> str:
    """The host a web address leads to; empty for anything else."""
    address = target if "//" in target else f"http://{target}" if target.lower().startswith("www.") else ""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")[:100]


def _same_site(shown: str, target: str) -> bool:
    """Whether two hosts are one, or one is below the other."""
    shown = shown.removeprefix("www.")
    return shown == target or target.endswith("." + shown) or shown.endswith("." + target)
