"""Two made-up packs, small and complete: what the ladder, the page and the comparison are tried on.

They look like the law and are not it: figures are chosen to reach every branch.
"""

from thidua.core.law.pack import LawPack
from thidua.law.packs import read_packs

EARLIER = """
id: T2024
name: {vi: "Từ 1/1/2024 đến 30/9/2026", en: "1 January 2024 – 30 September 2026"}
since: 2024-01-01
until: 2026-09-30
notes: ["Mẫu hồ sơ ở phụ lục của nghị định."]
rounding: {cite: "Điều 54 ND98", confirmation: low, note: "làm tròn lên 10.000 đồng"}
instruments:
  - {code: L2022, number: 06/2022/QH15, title: "Luật Thi đua, khen thưởng", signed: 2022-06-15, since: 2024-01-01, confirmation: seen, source: "Công báo 571–572/2022"}
  - {code: ND98, number: 98/2023/NĐ-CP, title: "Nghị định quy định chi tiết", signed: 2023-12-31, since: 2024-01-01, until: 2025-06-30, confirmation: seen, source: "Công báo"}
base_wages:
  - {since: 2023-07-01, dong: 1800000, cite: "Điều 3 ND98", confirmation: known}
  - {since: 2024-07-01, dong: 2340000, cite: "Điều 3 ND98", confirmation: seen}
bars:
  - {id: C-05, kind: under_review, cite: "Điều 4 ND98", confirmation: seen}
  - {id: C-06, kind: discipline, cite: "Điều 4 ND98", confirmation: seen}
  - {id: C-04, kind: ways, ways: [dot_xuat, chuyen_de], cite: "Điều 4 ND98", confirmation: seen}
awards:
  - code: lao_dong_tien_tien
    name: {vi: "Lao động tiên tiến", en: "Advanced Worker"}
    short: LĐTT
    family: title
    cycle: yearly
    level: unit
    order: 10
    confers: {who: "Thủ trưởng cơ quan, đơn vị", cite: "khoản 1 Điều 80 L2022", confirmation: seen}
    bonus: {person: {coefficient: 0.3, cite: "Điều 54 ND98", confirmation: seen}}
    standards:
      person:
        id: LDTT
        cite: "khoản 1 Điều 24 L2022"
        confirmation: seen
        all:
          - {id: LDTT-01, in_year: [{grade: tot}]}
          - {id: LDTT-02, judged: "Có tinh thần tự lực, tự cường; đoàn kết, tương trợ"}
  - code: chien_si_thi_dua_co_so
    name: {vi: "Chiến sĩ thi đua cơ sở", en: "Grassroots Emulation Fighter"}
    short: CSTĐCS
    family: title
    cycle: yearly
    level: unit
    order: 20
    confers: {who: "Thủ trưởng cơ quan, đơn vị", cite: "khoản 1 Điều 80 L2022", confirmation: seen}
    bonus: {person: {coefficient: 1, cite: "Điều 54 ND98", confirmation: seen}}
    quotas:
      - {id: CSTDCS-04, pool: lao_dong_tien_tien, percent: 15, cite: "Điều 9 ND98", confirmation: old}
    standards:
      person:
        id: CSTDCS
        cite: "khoản 1 Điều 23 L2022"
        confirmation: seen
        all:
          - {id: CSTDCS-01, meets: lao_dong_tien_tien}
          - id: CSTDCS-02
            any:
              - {id: CSTDCS-02a, in_year: [{grade: xuat_sac}]}
              - {id: CSTDCS-02b, in_year: [{initiative: co_so}, {science: co_so}]}
  - code: giay_khen
    name: {vi: "Giấy khen", en: "Certificate of Merit"}
    short: GK
    family: form
    cycle: record
    level: unit
    order: 30
    confers: {who: "Thủ trưởng cơ quan, đơn vị", cite: "khoản 1 Điều 80 L2022", confirmation: seen}
    bonus:
      person: {coefficient: 0.3, cite: "Điều 54 ND98", confirmation: low}
      household: {coefficient: 0.6, cite: "Điều 54 ND98", confirmation: low, ceiling: true}
    standards:
      person: {id: GK, cite: "khoản 2 Điều 75 L2022", confirmation: seen, judged: "Đạt tiêu chuẩn do Bộ, tỉnh quy định", claimed: true}
      household: {id: GK, cite: "khoản 2 Điều 75 L2022", confirmation: seen, judged: "Hộ gia đình có đóng góp", claimed: true}
  - code: chien_si_thi_dua_bo_tinh
    name: {vi: "Chiến sĩ thi đua Bộ, ban, ngành, tỉnh", en: "Emulation Fighter of the ministry or province"}
    short: CSTĐ Bộ, tỉnh
    family: title
    cycle: yearly
    level: ministry
    order: 40
    confers: {who: "Bộ trưởng, Chủ tịch Ủy ban nhân dân cấp tỉnh", cite: "Điều 79 L2022", confirmation: known}
    bonus: {person: {coefficient: 3, cite: "Điều 54 ND98", confirmation: seen}}
    steps:
      - {id: H-04, words: "Hội đồng bỏ phiếu kín, đạt từ 80% trở lên", cite: "Điều 90 L2022", confirmation: low}
    standards:
      person:
        id: CSTDB
        cite: "khoản 1 Điều 22 L2022"
        confirmation: seen
        all:
          - {id: CSTDB-01, run: {of: [{title: chien_si_thi_dua_co_so}], years: 3}}
          - {id: CSTDB-03, count: {of: [{initiative: bo_tinh}], at_least: 1, within: CSTDB-01}}
  - code: bang_khen_bo_tinh
    name: {vi: "Bằng khen của Bộ, ban, ngành, tỉnh", en: "Diploma of Merit of the ministry or province"}
    short: BK Bộ, tỉnh
    family: form
    cycle: record
    level: ministry
    order: 50
    confers: {who: "Bộ trưởng, Chủ tịch Ủy ban nhân dân cấp tỉnh", cite: "Điều 79 L2022", confirmation: known}
    bonus: {person: {coefficient: 1.5, cite: "Điều 54 ND98", confirmation: seen}}
    standards:
      person:
        id: BKB
        cite: "khoản 1 Điều 74 L2022"
        confirmation: seen
        any:
          - {id: BKB-01, judged: "Có thành tích xuất sắc trong phong trào thi đua", claimed: true}
          - id: BKB-04
            any:
              - {id: BKB-04a, run: {of: [{title: chien_si_thi_dua_co_so}], years: 2}}
              - id: BKB-04b
                all:
                  - {id: BKB-04b1, run: {of: [{grade: xuat_sac}], years: 2}}
                  - {id: BKB-04b2, count: {of: [{initiative: co_so}], at_least: 2, within: BKB-04b1}}
  - code: chien_si_thi_dua_toan_quoc
    name: {vi: "Chiến sĩ thi đua toàn quốc", en: "National Emulation Fighter"}
    short: CSTĐTQ
    family: title
    cycle: yearly
    level: state
    order: 60
    confers: {who: "Thủ tướng Chính phủ", cite: "Điều 78 L2022", confirmation: known}
    proposes: {who: "Bộ, ban, ngành, tỉnh", cite: "khoản 2 Điều 83 L2022", confirmation: seen}
    bonus: {person: {coefficient: 4.5, cite: "Điều 54 ND98", confirmation: seen}}
    standards:
      person:
        id: CSTDTQ
        cite: "khoản 1 Điều 21 L2022"
        confirmation: seen
        all:
          - {id: CSTDTQ-01, run: {of: [{title: chien_si_thi_dua_bo_tinh}], years: 2, every: 3, slack: 1}}
          - {id: CSTDTQ-02, in_year: [{initiative: toan_quoc}]}
  - code: bang_khen_thu_tuong
    name: {vi: "Bằng khen của Thủ tướng Chính phủ", en: "Prime Minister's Diploma of Merit"}
    short: BKTTg
    family: form
    cycle: record
    level: state
    order: 70
    confers: {who: "Thủ tướng Chính phủ", cite: "Điều 78 L2022", confirmation: known}
    proposes: {who: "Bộ, ban, ngành, tỉnh", cite: "khoản 2 Điều 83 L2022", confirmation: seen}
    bonus: {person: {coefficient: 3.5, cite: "khoản 1 Điều 54 ND98", confirmation: seen}}
    standards:
      person:
        id: BKTT
        cite: "khoản 1 Điều 73 L2022"
        confirmation: seen
        any:
          - {id: BKTT-01, judged: "Có thành tích xuất sắc được bình xét trong phong trào thi đua", claimed: true}
          - id: BKTT-02
            all:
              - {id: BKTT-02a, held: bang_khen_bo_tinh}
              - {id: BKTT-02b, run: {of: [{grade: tot}], years: 5}}
              - {id: BKTT-02c, count: {of: [{title: chien_si_thi_dua_co_so}], at_least: 3, within: BKTT-02b}}
  - code: huan_chuong_lao_dong_hang_ba
    name: {vi: "Huân chương Lao động hạng Ba", en: "Labour Order, third class"}
    short: HCLĐ hạng Ba
    family: form
    cycle: record
    level: state
    order: 80
    confers: {who: "Chủ tịch nước", cite: "Điều 77 L2022", confirmation: known}
    proposes: {who: "Thủ tướng Chính phủ", cite: "khoản 2 Điều 83 L2022", confirmation: open}
    bonus: {person: {coefficient: 4.5, cite: "Điều 51 ND98", confirmation: seen}}
    standards:
      person:
        id: HCLD3
        cite: "khoản 1 Điều 44 L2022"
        confirmation: known
        all:
          - {id: HCLD3-02a, held: bang_khen_thu_tuong}
          - {id: HCLD3-02b, run: {of: [{grade: tot}], years: 5, after: bang_khen_thu_tuong}}
          - id: HCLD3-02c
            confirmation: open
            readings:
              - {id: HCLD3-02c0, all: []}
              - {id: HCLD3-02c1, count: {of: [{title: chien_si_thi_dua_co_so}], at_least: 3, within: HCLD3-02b}}
          - id: HCLD3-03
            none:
              - {id: HCLD3-03a, held: chien_si_thi_dua_toan_quoc}
"""

LATER = """
id: T2026
name: {vi: "Từ 1/10/2026", en: "From 1 October 2026"}
since: 2026-10-01
extends: T2024
carried: true
transition: {cite: "Điều 4 L2026", confirmation: secondary, note: "áp dụng văn bản có lợi hơn"}
drop: {awards: [giay_khen], bars: [C-06]}
instruments:
  - {code: L2026, number: 06/2026/QH16, title: "Luật sửa đổi Luật Thi đua, khen thưởng", signed: 2026-04-23, since: 2026-10-01, confirmation: secondary, source: "vanban.chinhphu.vn"}
  - {code: ND152, number: 152/2025/NĐ-CP, title: "Nghị định quy định chi tiết", signed: 2025-06-14, since: 2025-07-01, confirmation: seen, source: "Công báo"}
base_wages:
  - {since: 2026-07-01, dong: 2530000, cite: "Điều 3 ND152", confirmation: secondary}
bars:
  - {id: C-05, kind: under_review, cite: "Điều 4 ND152", confirmation: seen}
  - {id: C-09, kind: one_state_award, cite: "L2026", confirmation: open}
awards:
  - code: chien_si_thi_dua_co_so
    bonus: {person: {coefficient: 1, cite: "Điều 50 ND152", confirmation: seen}}
    quotas:
      - {id: CSTDCS-04, pool: lao_dong_tien_tien, percent: 20, minimum: 1, cite: "Điều 9 ND152", confirmation: open}
    standards:
      person:
        id: CSTDCS
        cite: "Điều 23 L2026"
        confirmation: secondary
        all:
          - {id: CSTDCS-11, in_year: [{grade: xuat_sac}]}
          - id: CSTDCS-12
            any:
              - {id: CSTDCS-12a, in_year: [{initiative: co_so}, {science: co_so}]}
              - {id: CSTDCS-12b, judged: "Có mưu trí, sáng tạo trong chiến đấu"}
  - code: bang_khen_thu_tuong
    bonus: {person: {coefficient: 4, cite: "khoản 1 Điều 54 ND152", confirmation: seen}}
    confers: {who: "Thủ tướng Chính phủ", cite: "Điều 78 L2026", confirmation: open}
    standards:
      person:
        id: BKTT
        cite: "khoản 1 Điều 73 L2022"
        confirmation: seen
        any:
          - {id: BKTT-01, judged: "Có thành tích xuất sắc được bình xét trong phong trào thi đua", claimed: true}
          - id: BKTT-02
            all:
              - {id: BKTT-02a, held: bang_khen_bo_tinh}
              - {id: BKTT-02b, run: {of: [{grade: tot}], years: 5}}
              - {id: BKTT-02c, count: {of: [{title: chien_si_thi_dua_co_so}], at_least: 2, within: BKTT-02b}}
  - code: huan_chuong_dung_cam
    name: {vi: "Huân chương Dũng cảm", en: "Courage Order"}
    short: HCDC
    family: form
    cycle: record
    level: state
    order: 75
    confers: {who: "Chủ tịch nước", cite: "Điều 77 L2022", confirmation: known}
    standards:
      person: {id: HCDC-01, cite: "Điều 52 L2022", confirmation: known, judged: "Dũng cảm cứu người, cứu tài sản", claimed: true}
"""


def books() -> tuple[LawPack, LawPack]:
    """The two packs, the earlier first."""
    packs = read_packs({"t2024.yaml": EARLIER.encode(), "t2026.yaml": LATER.encode()})
    return packs["T2024"], packs["T2026"]
