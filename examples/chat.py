"""Remember a chat as it goes, message by message, and look something up before a reply.

Run it with `python examples/chat.py`; it keeps nothing on disk.
"""

from graphmem import Memory

CHAT = (
    ("2025-03-03T18:02", "Ines", "I got the job! I start at the aquarium in Porto next Monday."),
    ("2025-03-03T18:03", "Marek", "Wonderful! Is that the one where your brother Rui works?"),
    ("2025-03-03T18:04", "Ines", "Yes, Rui feeds the sharks there. I will look after the otters."),
    (
        "2025-04-12T09:30",
        "Marek",
        "My knee is fine again. I ran ten kilometres with Ola yesterday.",
    ),
    ("2025-04-12T09:41", "Ines", "Good for you. I moved to Lisbon last week, by the way."),
    ("2025-04-12T09:42", "Marek", "What? And the otters?"),
    ("2025-04-12T09:44", "Ines", "They have Rui now. I teach at a school in Alfama."),
)


def main() -> None:
    """Remember each message, then ask; in the end, forget the chat."""
    with Memory(":memory:") as memory:
        for time, speaker, text in CHAT:
            memory.remember(text, source="chat", occurred_at=time, speaker=speaker)
        memory.consolidate()
        for query in ("Who feeds the sharks?", "When did Marek run ten kilometres?"):
            print(f"{query}\n  {memory.ask(query).text}")
        print("\nFor the next reply:")
        print(memory.recall("Where does Ines live now, and what does she do?", budget=150).text)
        report = memory.forget(source="chat")
        print(f"\nForgotten: {report.episodes_removed} messages.")


if __name__ == "__main__":
    main()
