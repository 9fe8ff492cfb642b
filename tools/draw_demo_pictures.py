"""Draw the three pictures of the demonstration article, so that nobody's photograph is used.

Run ``python tools/draw_demo_pictures.py``: it writes examples/pictures/*.jpg. Everything is drawn twice as
large and then halved, which smooths the edges.
"""

from collections.abc import Callable, Iterator
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
FONT = ROOT / "src/thidua/documents/fonts/LiberationSerif-Bold.ttf"
TARGET = ROOT / "examples/pictures"
WIDTH, HEIGHT, SCALE = 1200, 800, 2

Colour = tuple[int, int, int]
WALL, WALL_LOW, FLOOR = (242, 233, 217), (222, 206, 180), (196, 170, 136)
RED, RED_DEEP, GOLD, CREAM = (170, 34, 40), (132, 20, 28), (226, 178, 64), (255, 246, 222)
WOOD, WOOD_DARK = (146, 94, 58), (108, 66, 40)
HAIR = ((38, 32, 34), (58, 46, 42), (88, 84, 84))
SKIN = ((236, 200, 168), (226, 186, 152), (243, 210, 182))
SUITS = ((44, 58, 84), (70, 78, 92), (36, 72, 82), (60, 52, 72), (88, 66, 60))
AO_DAI = ((178, 60, 82), (42, 110, 122), (120, 74, 130))
LEAF, LEAF_DARK, PETAL = (78, 132, 84), (52, 102, 66), (238, 132, 150)


class Canvas:
    """A picture drawn in 1200 × 800 units at twice that size."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), WALL)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, w: float, h: float, fill: Colour, round_by: float = 0) -> None:
        """A rectangle from its upper left corner."""
        self.pen.rounded_rectangle(_scaled(x, y, x + w, y + h), round_by * SCALE, fill=fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        """An ellipse round its centre."""
        self.pen.ellipse(_scaled(x - rx, y - ry, x + rx, y + ry), fill=fill)

    def shape(self, points: list[tuple[float, float]], fill: Colour) -> None:
        """A polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points: list[tuple[float, float]], fill: Colour, width: float) -> None:
        """A line of some width with round joints."""
        self.pen.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=fill, width=round(width * SCALE), joint="curve"
        )

    def words(self, x: float, y: float, text: str, size: float, fill: Colour, anchor: str = "mm") -> None:
        """A line of text anchored at a point."""
        font = ImageFont.truetype(str(FONT), round(size * SCALE))
        self.pen.text((x * SCALE, y * SCALE), text, font=font, fill=fill, anchor=anchor)

    def save(self, name: str) -> None:
        """Mark the picture as a drawing and write it."""
        self.box(24, HEIGHT - 54, 176, 34, CREAM, 17)
        self.words(112, HEIGHT - 37, "Tranh minh hoạ", 20, WOOD_DARK)
        halved = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        halved.save(TARGET / name, quality=84, optimize=True, progressive=True)


def _scaled(*numbers: float) -> list[float]:
    return [number * SCALE for number in numbers]


def _shade(colour: Colour, by: int) -> Colour:
    red, green, blue = (max(0, min(255, part + by)) for part in colour)
    return red, green, blue


def _star(c: Canvas, x: float, y: float, r: float, fill: Colour) -> None:
    points = []
    for corner in range(10):
        radius = r if corner % 2 == 0 else r * 0.4
        angle = -pi / 2 + corner * pi / 5
        points.append((x + radius * cos(angle), y + radius * sin(angle)))
    c.shape(points, fill)


def _curtain(c: Canvas, x: float, y: float, w: float, h: float, folds: int) -> None:
    c.box(x, y, w, h, RED)
    step = w / folds
    for fold in range(folds):
        c.box(x + fold * step, y, step * 0.42, h, RED_DEEP if fold % 2 else _shade(RED, -16))


def _flowers(c: Canvas, x: float, y: float, spread: float) -> None:
    for dx, dy in ((-1, 0.2), (-0.5, -0.2), (0, -0.35), (0.5, -0.2), (1, 0.2), (-0.25, 0.2), (0.3, 0.25)):
        c.oval(x + dx * spread, y + dy * spread, spread * 0.42, spread * 0.3, LEAF_DARK if dx < 0 else LEAF)
    for dx, dy in ((-0.7, 0), (-0.2, -0.25), (0.3, -0.15), (0.75, 0.05), (0.05, 0.15)):
        c.oval(x + dx * spread, y + dy * spread, spread * 0.17, spread * 0.17, PETAL)
        c.oval(x + dx * spread, y + dy * spread, spread * 0.06, spread * 0.06, CREAM)


def _head(c: Canvas, x: float, y: float, r: float, who: int, *, long_hair: bool = False) -> None:
    hair, skin = HAIR[who % 3], SKIN[who % 3]
    if long_hair:
        c.box(x - r * 1.12, y - r * 0.5, r * 2.24, r * 1.9, hair, r * 0.9)
    c.oval(x, y - r * 0.16, r * 1.08, r * 1.06, hair)
    c.box(x - r * 0.32, y + r * 0.6, r * 0.64, r * 0.9, _shade(skin, -18), r * 0.2)
    c.oval(x, y + r * 0.14, r * 0.86, r * 0.98, skin)
    c.oval(x, y - r * 0.82, r * 0.92, r * 0.44, hair)
    for side in (-1, 1):
        c.oval(x + side * r * 0.34, y + r * 0.12, r * 0.08, r * 0.1, (52, 40, 38))
    smile = _scaled(x - r * 0.3, y + r * 0.24, x + r * 0.3, y + r * 0.62)
    c.pen.arc(smile, 25, 155, fill=_shade(skin, -90), width=max(2, round(r * 0.07 * SCALE)))


def _suit(c: Canvas, x: float, top: float, half: float, height: float, who: int) -> None:
    """A jacket with shirt and tie, from the shoulders down."""
    colour = SUITS[who % len(SUITS)]
    c.box(x - half, top, half * 2, height, colour, half * 0.45)
    c.shape([(x - half * 0.34, top), (x + half * 0.34, top), (x, top + half * 1.15)], CREAM)
    c.shape(
        [(x - half * 0.1, top), (x + half * 0.1, top), (x + half * 0.12, top + half * 0.85), (x, top + half)],
        RED if who % 2 else (52, 88, 140),
    )
    c.shape(
        [(x - half * 0.38, top), (x, top + half * 1.2), (x - half * 0.62, top + half * 0.5)],
        _shade(colour, 16),
    )
    c.shape(
        [(x + half * 0.38, top), (x, top + half * 1.2), (x + half * 0.62, top + half * 0.5)],
        _shade(colour, 16),
    )


def _standing(c: Canvas, x: float, feet: float, who: int, *, woman: bool) -> None:
    """A whole figure, about 330 units tall."""
    head, half, shoulder = 31, 46, feet - 262
    c.oval(x, feet + 2, 56, 11, RED_DEEP)
    if woman:
        colour = AO_DAI[who % len(AO_DAI)]
        c.box(x - 24, feet - 70, 20, 68, CREAM, 6)
        c.box(x + 4, feet - 70, 20, 68, CREAM, 6)
        c.shape(
            [(x - 30, shoulder + 96), (x + 30, shoulder + 96), (x + 46, feet - 20), (x - 46, feet - 20)],
            colour,
        )
        c.box(x - half + 8, shoulder, half * 2 - 16, 122, colour, 20)
        for side in (-1, 1):
            c.line(
                [
                    (x + side * 32, shoulder + 18),
                    (x + side * 43, shoulder + 84),
                    (x + side * 18, shoulder + 124),
                ],
                _shade(colour, -14),
                19,
            )
        c.oval(x, shoulder + 124, 19, 11, SKIN[who % 3])
        c.box(x - 14, shoulder - 8, 28, 18, colour, 8)
    else:
        c.box(x - 32, feet - 128, 29, 126, _shade(SUITS[who % 5], -18), 6)
        c.box(x + 3, feet - 128, 29, 126, _shade(SUITS[who % 5], -18), 6)
        _suit(c, x, shoulder, half, 148, who)
        for side in (-1, 1):
            c.line(
                [(x + side * 38, shoulder + 22), (x + side * 47, shoulder + 130)],
                _shade(SUITS[who % 5], -10),
                20,
            )
            c.oval(x + side * 47, shoulder + 142, 9, 11, SKIN[who % 3])
        for side in (-1, 1):
            c.oval(x + side * 19, feet - 2, 20, 8, (30, 26, 26))
    _head(c, x, shoulder - 38, head, who, long_hair=woman)


def _wall(c: Canvas, floor: float) -> None:
    c.box(0, 0, WIDTH, HEIGHT, WALL)
    for x in range(0, WIDTH, 150):
        c.box(x, 0, 75, floor, _shade(WALL, 5))
    c.box(0, floor - 46, WIDTH, 46, WALL_LOW)
    c.box(0, floor, WIDTH, HEIGHT - floor, FLOOR)


def _banner(c: Canvas, x: float, y: float, w: float, h: float, lines: tuple[tuple[str, float], ...]) -> None:
    c.box(x - 10, y - 10, w + 20, h + 20, GOLD, 6)
    c.box(x, y, w, h, RED)
    c.box(x + 10, y + 10, w - 20, h - 20, GOLD, 4)
    c.box(x + 12, y + 12, w - 24, h - 24, RED, 4)
    step = h * 0.8 / (len(lines) + 1)
    for place, (text, size) in enumerate(lines, start=1):
        c.words(x + w / 2, y + h * 0.1 + step * place, text, size, CREAM if place > 1 else GOLD)


def _seats() -> Iterator[tuple[int, float, float, float]]:
    """Each seat of the hall, back row first: number, centre, top of the head, size."""
    number = 0
    for row in range(4):
        size = 20 + row * 7
        gap = 84 + row * 30
        for place in range(-7, 8):
            if place == 0 and row < 3:
                continue  # the aisle
            yield (
                number,
                WIDTH / 2 + (place + (0.5 if row % 2 else 0)) * gap,
                452 + row * (62 + row * 9),
                size,
            )
            number += 1


def conference_hall() -> None:
    """The hall: stage, banner, rows of delegates seen from behind."""
    c = Canvas()
    _wall(c, 400)
    for x in (70, 1130):
        c.box(x - 44, 70, 88, 190, (206, 226, 236), 8)
        c.box(x - 3, 70, 6, 190, CREAM)
        c.box(x - 44, 160, 88, 6, CREAM)
        c.box(x - 60, 56, 30, 220, _shade(RED, 18), 6)
        c.box(x + 30, 56, 30, 220, _shade(RED, 18), 6)
    _banner(
        c,
        300,
        48,
        600,
        200,
        (("CỤM THI ĐUA CÁC TỈNH ĐỒNG BẰNG SÔNG HỒNG", 22), ("HỘI NGHỊ TỔNG KẾT", 42), ("NĂM 2017", 36)),
    )
    c.box(170, 366, 860, 52, WOOD, 4)
    c.box(170, 366, 860, 10, _shade(WOOD, 26), 4)
    for seat in range(4):
        x = 400 + seat * 118
        _suit(c, x, 306, 27, 60, seat)
        _head(c, x, 284, 18, seat, long_hair=seat == 2)
    c.box(346, 338, 480, 40, CREAM, 4)
    c.box(346, 338, 480, 9, RED, 4)
    for x in (420, 586, 752):
        _flowers(c, x, 334, 22)
    c.shape([(906, 294), (984, 294), (974, 372), (916, 372)], WOOD_DARK)
    _star(c, 945, 332, 15, GOLD)
    _suit(c, 945, 254, 27, 40, 3)
    _head(c, 945, 232, 18, 1)
    c.shape([(900, 288), (990, 288), (984, 300), (906, 300)], _shade(WOOD, 20))
    for number, x, y, size in _seats():
        if number % 11 == 7:
            continue  # an empty chair here and there
        hair, coat = HAIR[number % 3], SUITS[(number * 3) % 5] if number % 4 else AO_DAI[number % 3]
        c.box(x - size * 1.35, y + size * 0.95, size * 2.7, size * 3.2, coat, size * 0.9)
        c.box(x - size * 0.4, y + size * 0.5, size * 0.8, size * 0.9, SKIN[number % 3], size * 0.2)
        c.oval(x, y, size * 0.92, size, hair)
        if number % 4 == 0:
            c.box(x - size * 0.9, y - size * 0.2, size * 1.8, size * 1.7, hair, size * 0.7)
        c.box(
            x - size * 1.5,
            y + size * 2.1,
            size * 3,
            size * 2.6,
            _shade(RED_DEEP, 10 + number % 2 * 8),
            size * 0.4,
        )
        c.box(x - size * 1.2, y + size * 2.35, size * 2.4, size * 0.2, GOLD, 2)
    c.save("hoi-truong.jpg")


def speaker() -> None:
    """The director speaking at the lectern."""
    c = Canvas()
    _wall(c, 640)
    _curtain(c, 0, 0, WIDTH, 590, 26)
    c.box(0, 590, WIDTH, 12, GOLD)
    c.words(330, 180, "HỘI NGHỊ", 52, GOLD)
    c.words(330, 252, "TỔNG KẾT", 52, GOLD)
    c.words(330, 318, "NĂM 2017", 40, CREAM)
    for x in (70, 150):
        c.box(x - 18, 590, 36, 76, _shade(WOOD, 20), 6)
        _flowers(c, x, 580, 42)
    c.box(1020, 60, 8, 590, _shade(GOLD, -30))
    c.shape([(1028, 80), (1150, 100), (1136, 210), (1150, 300), (1028, 280)], (204, 30, 38))
    _star(c, 1086, 188, 40, (255, 216, 70))
    c.oval(1024, 56, 13, 13, GOLD)
    c.oval(1024, 652, 46, 12, WOOD_DARK)
    x = 720
    _suit(c, x, 300, 132, 360, 0)
    for side in (-1, 1):
        c.line(
            [(x + side * 112, 350), (x + side * 150, 470), (x + side * 96, 516)], _shade(SUITS[0], -10), 52
        )
    c.oval(x - 90, 516, 26, 20, SKIN[0])
    c.oval(x + 90, 516, 26, 20, SKIN[0])
    _head(c, x, 208, 80, 0)
    c.shape([(500, 520), (940, 520), (900, 800), (540, 800)], WOOD)
    c.shape([(560, 560), (880, 560), (856, 760), (584, 760)], WOOD_DARK)
    c.shape([(480, 500), (960, 500), (944, 536), (496, 536)], _shade(WOOD, 30))
    c.box(612, 482, 150, 22, CREAM, 3)
    c.box(612, 494, 150, 4, (214, 206, 190))
    _star(c, 720, 656, 62, GOLD)
    for microphone in (640, 800):
        c.line([(microphone, 502), (microphone + (36 if microphone < x else -36), 398)], (40, 40, 46), 6)
        c.oval(microphone + (38 if microphone < x else -38), 392, 12, 16, (52, 52, 60))
    _flowers(c, 884, 498, 46)
    c.save("giam-doc-phat-bieu.jpg")


def group() -> None:
    """Nine people in a row, the rotating flag in the middle."""
    c = Canvas()
    _wall(c, 560)
    c.box(0, 560, WIDTH, 240, _shade(FLOOR, -6))
    c.shape([(0, 650), (WIDTH, 650), (WIDTH, 800), (0, 800)], _shade(RED, 6))
    c.shape([(0, 650), (WIDTH, 650), (WIDTH, 664), (0, 664)], GOLD)
    _banner(
        c,
        190,
        42,
        820,
        172,
        (("CỤM THI ĐUA CÁC TỈNH ĐỒNG BẰNG SÔNG HỒNG", 28), ("TỔNG KẾT CÔNG TÁC NĂM 2017", 38)),
    )
    for x in (70, 1130):
        c.shape([(x - 38, 548), (x + 38, 548), (x + 28, 640), (x - 28, 640)], (150, 82, 60))
        for dx, dy in ((-44, -60), (-20, -110), (18, -118), (46, -64), (0, -60)):
            c.oval(x + dx, 548 + dy, 28, 58, LEAF if dx > 0 else LEAF_DARK)
    for who in range(9):
        if who == 4:
            continue
        _standing(c, 120 + who * 120, 690 + (who % 2) * 10, who, woman=who in (2, 6, 7))
    _standing(c, 600, 706, 4, woman=False)
    c.box(652, 240, 8, 460, _shade(GOLD, -34), 3)
    flag = [(660.0, 244.0), (804.0, 252.0), (788.0, 294.0), (804.0, 336.0), (660.0, 328.0)]
    c.shape(flag, (204, 30, 38))
    c.line([*flag, flag[0]], GOLD, 5)
    c.words(724, 274, "CỜ", 24, (255, 216, 70))
    c.words(724, 304, "THI ĐUA", 24, (255, 216, 70))
    c.oval(656, 236, 11, 11, GOLD)
    c.oval(654, 586, 15, 13, SKIN[1])
    c.save("anh-tap-the.jpg")


PICTURES: tuple[Callable[[], None], ...] = (conference_hall, speaker, group)

if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for draw in PICTURES:
        draw()
    for picture in sorted(TARGET.glob("*.jpg")):
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1024} KB")
