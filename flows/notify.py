"""Tell people: through notification blocks of Prefect (webhook, e-mail, chat), saved by name.

A block is saved once (docs/operate.md, or the Prefect pages) and named as TYPE/NAME, for example
`custom-webhook/ops` or `yuanjiang-mail/ops`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from prefect.blocks.core import Block
from prefect.blocks.notifications import AppriseNotificationBlock
from pydantic import SecretStr

from flows.log import LOGGER


class Mail(AppriseNotificationBlock):
    """E-mail through a mail server: `mailtos://user:password@host?from=a@b&to=c@d`."""

    _block_type_name = "yuanjiang mail"
    _block_type_slug = "yuanjiang-mail"

    url: SecretStr


def tell(blocks: Iterable[str], subject: str, body: str) -> list[str]:
    """Send one message to each block; gives the errors, which are logged and stop nothing."""
    errors = []
    for name in blocks:
        try:
            block: Any = Block.load(name)
            with block.raise_on_failure():
                block.notify(body, subject=subject)
        except Exception as error:  # a notice that cannot be sent must not end a run
            errors.append(f"{name}: {error}")
            LOGGER.log(logging.ERROR, "cannot notify %s: %s", name, error)
    return errors
