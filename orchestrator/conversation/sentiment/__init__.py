"""What a client's own words say about their satisfaction: a TextBlob analyzer that may abstain."""

from orchestrator.conversation.sentiment.analyzer import (
    SCORER,
    ClientMailAnalyzer,
    Evidence,
    Sentiment,
    read_sentiment,
)

__all__ = ["SCORER", "ClientMailAnalyzer", "Evidence", "Sentiment", "read_sentiment"]
