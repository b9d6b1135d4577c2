class Reader:
    """Reads reports; load one and share it among threads."""

    def __init__(self, dossier: str | None = None, triage: float | None = None, read_all: bool = False) -> None:
        """`dossier`: the text of a dossier file (TOML). `triage`, `read_all`: as `rapporteur build` has them."""
    @property
    def fingerprint(self) -> str:
        """The same fingerprint, the same claims."""
    def read(self, line: str) -> str:
        """A document's fields as JSON in; `document`, `claims` and `diagnostics` as JSON out."""

def reconcile(documents: list[str], claims: list[str]) -> list[str]: ...
def block_keys(documents: list[str], claims: list[str]) -> list[tuple[str, list[str]]]: ...
