class Reader:
    """Reads reports; load one and share it among threads."""

    def __init__(self, dossier: str | None = None, triage: float | None = None, read_all: bool = False) -> None:
        """`dossier`: the text of a dossier file (TOML). `triage`, `read_all`: as `rapporteur build` has them."""
    @property
    def fingerprint(self) -> str:
        """The same fingerprint, the same claims."""
    def read(self, line: str, name: str = "row") -> str:
        """A document's fields as JSON in; `document`, `claims` and `diagnostics` as JSON out."""
    def read_file(self, name: str, content: bytes) -> list[str]:
        """The reports in a file, whose kind its name tells; for each what `read` gives."""

def reconcile(documents: list[str], claims: list[str]) -> list[str]: ...
def keys(documents: list[str], claims: list[str]) -> list[tuple[str, list[int], list[int], str | None]]: ...
def passages(documents: list[str]) -> list[tuple[str, str | None, list[tuple[int, str, str]]]]: ...
def connections(
    documents: list[str], claims: list[str], stands: list[tuple[int, str]], looks: list[tuple[int, str]]
) -> list[tuple[str, str]]: ...
def entries(
    documents: list[str], claims: list[str], passages: list[tuple[int, str, str]], versions: list[str]
) -> list[str]: ...
