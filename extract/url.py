"""One address an article: the canonical URL."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# Parameters that say where a reader came from, not what is read.
_TRACKING = re.compile(
    r"^(?:utm_\w+|spm|from|isappinstalled|share\w*|wxshare\w*|scene|clicktime|fbclid|gclid|nsukey)$"
)
_DEFAULT_PORT = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The URL in canonical form: host in lower case, no default port, fragment or tracking.

    Raises ValueError for an address that is not http or https.
    """
    parts = urlsplit(canonicalize_url(url.strip(), keep_blank_values=True))
    if parts.scheme not in _DEFAULT_PORT or not parts.hostname:
        raise ValueError(f"not an http address: {url[:200]!r}")
    port = parts.port
    host = parts.hostname.lower()
    netloc = host if port in (None, _DEFAULT_PORT[parts.scheme]) else f"{host}:{port}"
    # Parts stay as they are written: a query may be percent-encoded GBK, or a bare number.
    kept = [p for p in parts.query.split("&") if p and not _TRACKING.match(p.partition("=")[0])]
    query = "&".join(kept)
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, ""))


def host_of(url: str) -> str:
    """Host and port of a URL, the unit of politeness."""
    return urlsplit(url).netloc.lower()
