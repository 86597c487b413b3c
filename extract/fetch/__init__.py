"""Fetch pages politely and safely; `Fetcher` is the only thing here that touches the network.

A flow makes one Fetcher a source, discovers links with it and asks for each page:

    with Fetcher(source, user_agent()) as fetcher:
        answer = fetcher.get(url, etag, last_modified)

`get` gives an Answer or raises a TransientError (trying again may help) or a TerminalError.
"""

from extract.fetch.client import Answer, Fetcher, user_agent
from extract.fetch.state import FetchState, after_failure, after_success, is_due

__all__ = [
    "Answer",
    "FetchState",
    "Fetcher",
    "after_failure",
    "after_success",
    "is_due",
    "user_agent",
]
