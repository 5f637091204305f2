"""The options of the command line that say what is taken out of texts."""

from __future__ import annotations

from typing import Annotated

import typer

from engine.config import Cleaning

OnlySpeaker = Annotated[str | None, typer.Option(metavar="NAME", help="Of chats and mails, only what NAME wrote.")]
KeepUrls = Annotated[bool, typer.Option("--keep-urls", help="Leave web addresses in the texts.")]
DropDuplicates = Annotated[
    bool, typer.Option("--drop-duplicates", help="Take out paragraphs that come again, or nearly so.")
]
MaskSecrets = Annotated[
    bool, typer.Option("--mask-secrets", help="Mask card numbers, phones, e-mail addresses, passwords and the like.")
]
Uncleaned = Annotated[bool, typer.Option("--uncleaned", help="Take nothing out of the texts.")]


def chosen(
    only_speaker: str | None,
    keep_urls: bool,
    drop_duplicates: bool,
    uncleaned: bool,
    mask_secrets: bool = False,
) -> Cleaning:
    """The cleaning that the options ask for. Raises ConfigError for a name that is empty."""
    cleaning = Cleaning.nothing() if uncleaned else Cleaning()
    return cleaning.replaced(
        speaker=only_speaker,
        urls=cleaning.urls and not keep_urls,
        duplicates=drop_duplicates,
        near_duplicates=drop_duplicates,
        mask_secrets=mask_secrets,
    )
