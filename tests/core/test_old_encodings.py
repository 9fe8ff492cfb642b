"""Text in the old Vietnamese fonts is told from good Vietnamese and from foreign names."""

import pytest

from thidua.core.old_encodings import OldEncoding, old_encoding

GOOD = [
    "Sở Văn hóa, Thể thao và Du lịch Hà Nam",
    "Hà Nam",
    "Thanh Hoá, Hoà Bình, Cao Bá Quát",
    "Xoè Thái, khoèo, ngoằn ngoèo, xoèn xoẹt, rơ-moóc, xe goòng, bù-loong",
    "Krông Pắc, Đắk Lắk, M'Drắk, Pô Kô, Kà Tu",
    "GIÁM ĐỐC SỞ",
    "20 °C ± 2 ½ km² × 3, § 5, 5 €, “ngoặc”",
    "The café’s résumé: naïve façade, cliché, déjà vu",
    "Noël, Loïc, Zoé, Hélène, Jérôme, François, Anaïs, Benoît, Gaëlle, Théo, Irène, Agnès",
    "Société Générale; Crédit Lyonnais; août, coût, goût, forêt, château, Nîmes, Hué, Sète, Bâle",
    "Müller, München, Köln, Björn, Göteborg, Åsa, Tromsø",
    "José Muñoz, São Paulo, Gonçalves, Bogotá, Perú, España",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_is_let_through(text):
    assert old_encoding(text) is None
    assert [word for word in text.split() if old_encoding(word)] == []


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", OldEncoding.TCVN3),
        ("Së V¨n hãa", OldEncoding.TCVN3),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", OldEncoding.VNI),
        ("Sôû Vaên hoùa", OldEncoding.VNI),
    ],
)
def test_old_text_is_recognised(text, encoding):
    assert old_encoding(text) is encoding
