"""A line of an update before it has a position, with where it comes from."""

from orchestrator.models import Block, BlockKind, BlockSource, Project


def line(kind: BlockKind, text: str, project: Project, *sources: str) -> Block:
    return Block(
        kind=kind,
        text=text,
        details={},
        sources=[
            BlockSource(source=source, client_id=project.client_id)
            for source in dict.fromkeys(sources)
        ],
    )
