"""A small pack with every group and predicate, to be read, misspelt and laid over."""

PACK = """\
id: V1
name: {vi: "Từ 2024", en: "From 2024"}
since: 2024-01-01
until: 2025-06-30
notes: ["Để thử"]
rounding: {cite: "Điều 5 ND1", confirmation: low, note: "chưa rõ"}
instruments:
  - {code: L1, number: 06/2022/QH15, title: "Luật", signed: 2022-06-15, since: 2024-01-01, until: , confirmation: seen}
  - {code: ND1, number: 98/2023/NĐ-CP, title: "Nghị định", confirmation: known, source: "Công báo"}
base_wages:
  - {since: 2024-07-01, dong: 2340000, cite: "ND1", confirmation: seen}
  - {since: 2023-07-01, dong: 1800000, cite: "ND1", confirmation: seen}
bars:
  - {id: C-05, kind: under_review, cite: "Điều 4 ND1", confirmation: seen}
  - {id: C-04, kind: ways, ways: [dot_xuat, chuyen_de], cite: "Điều 4 ND1", confirmation: seen}
awards:
  - code: danh_hieu
    name: {vi: "Danh hiệu", en: "Title"}
    short: DH
    family: title
    cycle: yearly
    level: unit
    order: 10
    confers: {who: "Thủ trưởng", cite: "khoản 1 Điều 80 L1", confirmation: seen}
    standards:
      person: {id: DH-01, in_year: [{grade: tot}], cite: "Điều 24 L1", confirmation: seen}
      collective: {id: DH-11, share: {of: ldtt, at_least: 0.70}, cite: "Điều 28 L1", confirmation: open}
  - code: bang_khen
    name: {vi: "Bằng khen", en: "Diploma"}
    short: BK
    family: form
    cycle: record
    level: ministry
    order: 20
    confers: {who: "Bộ trưởng", cite: "Điều 79 L1", confirmation: known}
    proposes: {who: "Đơn vị", cite: "Điều 83 L1", confirmation: known}
    steps:
      - {id: H-04, words: "Hội đồng bỏ phiếu", cite: "Điều 9 ND1", confirmation: low}
    quotas:
      - {id: Q-1, pool: danh_hieu, percent: 20, minimum: 1, cite: "Điều 7 ND1", confirmation: open}
    bonus:
      person: {coefficient: 1.5, cite: "khoản 1 Điều 54 ND1", confirmation: seen}
      collective: {coefficient: 3, ceiling: true, cite: "Điều 54 ND1", confirmation: known}
    standards:
      person:
        id: BK
        any:
          - {id: BK-01, judged: "Xuất sắc?", claimed: true, cite: "điểm a khoản 1 Điều 74 L1", confirmation: seen}
          - id: BK-02
            cite: "điểm đ khoản 1 Điều 74 L1"
            confirmation: secondary
            note: "theo báo"
            all:
              - {id: BK-02a, held: bang_khen}
              - {id: BK-02b, run: {of: [{grade: tot}], years: 2}, confirmation: open}
              - {id: BK-02c, count: {of: [{title: danh_hieu}], at_least: 1, within: BK-02b}}
              - {id: BK-02d, count: {of: [{initiative: co_so}, {science: bo_tinh}], at_least: 2, last: 3}}
          - id: BK-03
            cite: "Điều 26a L1"
            confirmation: seen
            at_least:
              n: 2
              of:
                - {id: BK-03a, rank: {level: bo_tinh, at_most: 2}}
                - {id: BK-03b, exceeds_targets: yes}
                - {id: BK-03c, none: [{id: BK-03d, share: {of: "count:ky_luat_canh_cao", at_most: 0}}]}
                - id: BK-03e
                  readings: [{id: BK-03f, share: {of: ldtt, above: 0.5}}, {id: BK-03g, all: []}]
                - {id: BK-03h, meets: danh_hieu}
                - {id: BK-03i, run: {of: [{award: bang_khen}], years: 2, every: 3, slack: 1, after: danh_hieu}}
"""
OVERLAY = """\
id: bo_thu
organisation: "Bộ Thử"
over: [V1]
instruments:
  - {code: TT1, number: 20/2025/TT, title: "Thông tư", confirmation: seen}
figures:
  - {id: DH-11, share: {of: ldtt, at_least: 0.80}, cite: "Điều 3 TT1", confirmation: seen}
  - {id: BK-03e, share: {of: ldtt, at_least: 0.60}, cite: "Điều 4 TT1", confirmation: seen}
awards:
  - code: bang_khen
    routes:
      person:
        - {id: BKT-01, judged: "Về hưu?", claimed: true, cite: "Điều 9 TT1", confirmation: seen}
    quotas:
      - {id: Q-1, pool: danh_hieu, percent: 10, cite: "Điều 8 TT1", confirmation: seen}
      - {id: Q-2, pool: danh_hieu, percent: 5, cite: "Điều 8 TT1", confirmation: seen}
  - code: danh_hieu
    conditions:
      person:
        - {id: DHT-01, judged: "Đủ 10 tháng?", cite: "Điều 2 TT1", confirmation: seen}
"""
