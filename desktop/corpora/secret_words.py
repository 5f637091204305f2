"""The kinds of secrets in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale


def kind_words() -> dict[str, str]:
    """The name of one secret of each kind."""
    translate = QCoreApplication.translate
    return {
        "card": translate("secrets", "card number"),
        "iban": translate("secrets", "bank account number"),
        "phone": translate("secrets", "phone number"),
        "resident": translate("secrets", "resident registration number"),
        "email": translate("secrets", "e-mail address"),
        "key": translate("secrets", "password or key"),
        "address": translate("secrets", "street address"),
    }


def counted_words(counts: Mapping[str, int]) -> str:
    """How many there are of each kind, the most frequent first: “e-mail addresses: 12, card numbers: 1”."""
    translate = QCoreApplication.translate
    many = {
        "card": translate("secrets", "card numbers"),
        "iban": translate("secrets", "bank account numbers"),
        "phone": translate("secrets", "phone numbers"),
        "resident": translate("secrets", "resident registration numbers"),
        "email": translate("secrets", "e-mail addresses"),
        "key": translate("secrets", "passwords or keys"),
        "address": translate("secrets", "street addresses"),
    }
    locale = QLocale()
    found = sorted(((count, kind) for kind, count in counts.items() if count), key=lambda pair: -pair[0])
    return ", ".join(f"{many.get(kind, kind)}: {locale.toString(count)}" for count, kind in found)
