"""What a client's own words say about their satisfaction: a TextBlob analyzer that may abstain."""

from orchestrator.conversation.sentiment.analyzer import (
    ClientMailAnalyzer,
    Evidence,
    Sentiment,
    read_sentiment,
)
from orchestrator.conversation.sentiment.in_use import SCORER

__all__ = ["SCORER", "ClientMailAnalyzer", "Evidence", "Sentiment", "read_sentiment"]
