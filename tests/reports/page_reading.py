"""A document read as the tree that browsers make of it, as far as tests ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br"}


@dataclass
class Node:
    """An element with its attributes, its texts and elements in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str, class_: str = "") -> list[Node]:
        """The elements in it that are called so, in order."""
        found = []
        for one in self.inside:
            if isinstance(one, Node):
                fits = one.tag in tags and (not class_ or class_ in one.attributes.get("class", "").split())
                found += [one] if fits else []
                found += one.all(*tags, class_=class_)
        return found

    def of(self, name: str) -> list[str]:
        """Every value of an attribute in it."""
        own = [self.attributes[name]] if name in self.attributes else []
        return own + [value for one in self.inside if isinstance(one, Node) for value in one.of(name)]

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"{tag} ends inside {self.open[-1].tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(page: str) -> Node:
    """The tree of a page. Fails where an element is not ended, or another one is."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]
