"""Answers, cards and digests as Slack messages: values in, blocks out; nothing here knows a client or a store."""

from handlers.messages.message import Block, Message

__all__ = ["Block", "Message"]
