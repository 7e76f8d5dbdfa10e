"""Who is in the demo, where they meet and what they say. The people are invented, the places are real."""

from dataclasses import dataclass, field

from tomoda.users.schemas import Interest, Language

PASSWORD = "meet me at the harbour"  # noqa: S105 - shown to whoever runs the demo, on their own machine


@dataclass(frozen=True, slots=True)
class Someone:
    """A demo person."""

    name: str
    username: str
    bio: str
    locale: str = "en"
    time_zone: str = "Europe/Helsinki"

    @property
    def email(self) -> str:
        """An address that nobody can have (RFC 2606)."""
        return f"{self.username}@tomoda.example"


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event that begins so many minutes after the demo starts, at a place with this name in this country."""

    host: str
    title: str
    at: str
    country: str
    begins: int
    category: str
    seats: int | None
    going: tuple[str, ...] = ()
    description: str = ""
    said: tuple[tuple[str, str], ...] = field(default=())
    lasts: int = 120


PEOPLE = (
    Someone("Aino Lehto", "aino", "Cold water, warm coffee. Always up for a walk by the sea."),
    Someone("Kenji Mori", "kenji", "散歩とラーメン。ヘルシンキ三年目。", "ja"),
    Someone("Sara Lindqvist", "sara", "Board games, choir, bad puns in three languages."),
    Someone("Mateo Rivas", "mateo", "New in town. Football, film and finding the best korvapuusti."),
    Someone("Priya Nair", "priya", "I know where the good light is. Sketchbook in every bag."),
    Someone("Oskar Berg", "oskar", "Runs slowly, talks a lot."),
    Someone("Yuki Tanabe", "yuki", "東京で朝活。写真と喫茶店が好き。", "ja", "Asia/Tokyo"),
    Someone("Haruto Ono", "haruto", "下北沢でバンドやってます。", "ja", "Asia/Tokyo"),
)

NEAR_BY: dict[str, tuple[float, float, list[Interest], list[Language]]] = {
    "aino": (60.1699, 24.9384, ["swimming", "coffee", "hiking"], ["fi", "en", "sv"]),
    "kenji": (60.1841, 24.9497, ["food", "photography", "film"], ["ja", "en"]),
    "sara": (60.1675, 24.9311, ["games", "music", "books"], ["sv", "fi", "en"]),
    "mateo": (60.1621, 24.9402, ["sports", "film", "coffee"], ["es", "en"]),
    "priya": (60.1733, 24.9413, ["art", "photography", "coffee"], ["hi", "en"]),
    "oskar": (60.1587, 24.9225, ["running", "music"], ["sv", "en"]),
}
"""Who can be found near by: around which point, what they like and what they speak."""

FRIENDS = (
    *(("aino", "kenji"), ("aino", "sara"), ("aino", "mateo"), ("aino", "priya"), ("kenji", "sara"), ("kenji", "yuki")),
    *(("sara", "oskar"), ("mateo", "oskar"), ("priya", "oskar"), ("yuki", "haruto"), ("mateo", "priya")),
)

EVENTS = (
    Gathering(
        *("sara", "Board games by the window", "Helsingin keskustakirjasto Oodi", "FI", -10, "games", 6),
        going=("aino", "kenji"),
        description="Third floor, the big table by the balcony. I have Azul, Cascadia and a pack of cards.",
        said=(
            ("sara", "I got the table by the balcony door!"),
            ("kenji", "On my way, five minutes."),
            ("aino", "Bringing buns. Start without me if you must."),
        ),
    ),
    Gathering(
        *("aino", "Coffee and a very long chat", "Cafe Ekberg", "FI", 20, "coffee", 4),
        going=("priya",),
        description="I have an hour and nobody to talk to. Look for the yellow scarf.",
        said=(("aino", "The corner table is free."), ("priya", "Order me a korvapuusti, please!")),
    ),
    Gathering(
        *("oskar", "Slow run around the bay", "Töölönlahden puisto", "FI", 45, "sports", 12),
        going=("mateo", "sara"),
        description="Five kilometres at talking speed. We wait for everybody.",
        said=(("oskar", "We meet at the north end of the park."), ("mateo", "Is 6:30/km fine?"), ("oskar", "Perfect.")),
    ),
    Gathering(
        *("priya", "Sketching the square", "Narinkkatori", "FI", 75, "culture", 8),
        going=("aino",),
        description="Bring anything that draws. I have spare pencils.",
    ),
    Gathering(
        *("kenji", "Ateneum, then tea", "Ateneum", "FI", 100, "culture", 5),
        going=("priya", "sara"),
        description="One floor only, so that there is time to look. Tea afterwards.",
        said=(("kenji", "Tickets at the door. 入口で待ってます。"),),
    ),
    Gathering(
        *("mateo", "Football on a big screen", "Chaplin", "FI", 130, "sports", 10),
        going=("oskar",),
        description="I booked the table at the back.",
    ),
    Gathering(
        *("sara", "Sing something in Esplanadi", "Esplanadinpuisto", "FI", 160, "music", 20),
        going=("aino", "mateo", "priya"),
        description="Four songs, sheet music for everybody, no experience needed.",
    ),
    Gathering(
        *("mateo", "Film night: whatever starts next", "Kinopalatsi", "FI", 200, "culture", 6),
        going=("kenji",),
        description="We choose in the foyer, by a vote.",
        said=(("mateo", "No horror. I mean it."),),
    ),
    Gathering(
        *("oskar", "One quiet beer", "Vltava", "FI", 240, "drinks", 5),
        going=("sara",),
        description="Upstairs, where one can hear each other.",
    ),
    Gathering(
        *("aino", "Look at the sea until it is dark", "Tähtitornin vuori", "FI", 30, "outdoors", None),
        going=("kenji", "priya", "oskar"),
        description="The bench on the south side. Thermos comes with me.",
    ),
    Gathering(
        *("yuki", "浅草を歩いて写真を撮ろう", "Asakusa", "JP", 30, "outdoors", 8),
        going=("haruto",),
        description="雷門の前に集合。スマホでも大丈夫です。",
        said=(("yuki", "雷門の左側で待ってます。"), ("haruto", "あと五分で着きます！")),
    ),
    Gathering(
        *("haruto", "渋谷でちょっとジャム", "Shibuya", "JP", 90, "music", 5),
        going=("yuki",),
        description="楽器がなくても歓迎。スタジオは予約済み。",
    ),
    Gathering(*("kenji", "Ramen before the last train", "Shinjuku", "JP", 150, "food", 4), going=("yuki",)),
    Gathering(*("priya", "Canal walk and pancakes", "Kreuzberg", "DE", 60, "outdoors", 10)),
    Gathering(*("mateo", "Pick-up game, all levels", "Brooklyn", "US", 120, "sports", 14)),
    Gathering(*("yuki", "夜市で食べ歩き", "Taipei", "TW", 180, "food", 6)),
)
