"""What each unit writes in its reports of 2018. All of it is made up; it names no person and no real place."""

from __future__ import annotations

PLAN: dict[str, str] = {
    "vinhphuc": "Giữ vị trí về thể thao thành tích cao; mỗi phòng một việc cải tiến, một địa chỉ giao lưu.",
    "ninhbinh": "Làm tốt vai trò cụm trưởng; gắn thi đua với liên kết du lịch giữa các tỉnh.",
    "hanam": "Hoàn thành kiểm kê di sản giai đoạn hai; phối hợp điều hành cụm.",
    "namdinh": "Khắc phục chỉ tiêu chưa đạt năm trước; thi đua theo mùa lễ hội.",
    "thaibinh": "Nhân rộng chiếu chèo làng; mở đợt thi đua trước liên hoan chèo của cụm.",
    "hungyen": "Chấn chỉnh chế độ báo cáo; dồn sức cho nhà văn hóa thôn.",
    "haiduong": "Áp dụng cách chấm theo việc đã giao trong toàn ngành.",
    "haiphong": "Thi đua phục vụ mùa du lịch hè; chuẩn bị hội thảo liên kết du lịch.",
    "bacninh": "Đơn giản hóa hồ sơ khen thưởng; truyền dạy dân ca trong trường học.",
}
# Sections of the half-year report in the order of ``FIELDS``.
FIELDS = ("heritage", "culture", "sports", "tourism", "family", "emulation")
HALF_YEAR: dict[str, tuple[str, str, str, str, str, str]] = {
    "vinhphuc": (
        "Khởi công các công trình tu bổ trong quý I, hai công trình đã nghiệm thu.",
        "Cử đoàn dự liên hoan hát chèo của cụm; chấm điểm nhà văn hóa thôn lần đầu.",
        "Đại hội thể thao cấp xã hoàn thành; vật và bơi có nhiều huy chương trẻ.",
        "Tuần lễ du lịch đầu hè đón khách khá; nối tuyến với hai tỉnh bạn.",
        "Ngày Gia đình Việt Nam tổ chức theo cụm xã, có phiên tư vấn miễn phí.",
        "Khen ngay sau giải; đã duyệt danh sách điển hình đợt một.",
    ),
    "ninhbinh": (
        "Tu bổ theo tiến độ; lớp truyền nghề hát xẩm khai giảng khóa hai.",
        "Đăng cai liên hoan hát chèo các tỉnh đồng bằng sông Hồng, chín đoàn tham dự.",
        "Giải bóng chuyền nông dân mở rộng; cử tạ trẻ có thành tích tốt.",
        "Ra mắt bản đồ tuyến thuyền, xe đạp dùng chung với tỉnh bạn.",
        "Đường dây tư vấn gia đình mở thêm ca tối.",
        "Chấm thi đua theo quý; công khai trên bảng tin của sở.",
    ),
    "hanam": (
        "Kiểm kê giai đoạn hai đạt nửa kế hoạch; lễ hội xuân tiết kiệm.",
        "Thư viện lưu động thêm một xe; dự liên hoan hát chèo của cụm.",
        "Bóng đá nữ vào vòng chung kết; giải phong trào rải đều.",
        "Tập huấn hộ làm homestay khóa hai; làng nghề đón khách cuối tuần.",
        "Tổ hòa giải cơ sở tập huấn xong đợt một.",
        "Sổ theo dõi thi đua chuyển sang bản điện tử.",
    ),
    "namdinh": (
        "Hai dự án điều chỉnh thiết kế năm trước đã thi công lại.",
        "Liên hoan hát văn vòng huyện xong trong tháng năm.",
        "",
        "",
        "",
        "",
    ),
    "thaibinh": (
        "Tu bổ đình làng giữ nguyên cấu kiện cũ; dựng lại trò diễn ở một lễ hội.",
        "Đoàn chèo không chuyên dự liên hoan của cụm.",
        "Bắn cung và bóng chuyền bãi tập huấn dài ngày.",
        "Tour “về làng” có thêm điểm dừng; số khách đang rà soát.",
        "Đội lưu động diễn tiểu phẩm tại các trường học.",
        "Mở đợt thi đua ngắn trước liên hoan, khen hai tập thể.",
    ),
    "haiduong": (
        "Lắp báo cháy ở các di tích kiến trúc gỗ đợt hai.",
        "Rối nước vào thêm các trường thí điểm; dự liên hoan của cụm.",
        "Bắn súng, bóng bàn giữ thành tích; việt dã cấp huyện đông người chạy.",
        "Mùa lễ hội xuân ổn định, niêm yết giá dịch vụ.",
        "Sinh hoạt chuyên đề làm cha mẹ ở tổ dân phố.",
        "Cách chấm mới được áp dụng toàn ngành từ tháng tư.",
    ),
    "haiphong": (
        "Số hóa kho tư liệu đợt hai; tu bổ đình ven đô.",
        "Sân khấu ngoài trời cuối tuần duy trì; dự liên hoan hát chèo của cụm.",
        "Phổ cập bơi trước hè; thể thao dưới nước góp nhiều huy chương nhất cho thành phố.",
        "Đăng cai hội thảo liên kết phát triển du lịch; lễ hội biển đúng kế hoạch.",
        "Mô hình “Ngõ phố yên lành” thêm ở các phường mới.",
        "Sơ kết đợt thi đua 100 ngày, khen lực lượng kỹ thuật.",
    ),
    "bacninh": (
        "Truyền dạy dân ca ở các làng gốc; tu bổ bằng công đức công khai.",
        "Ngày hội dân ca gọn; đội văn nghệ làng dự liên hoan của cụm.",
        "Hội vật đầu xuân; sân cỏ nhân tạo thêm ở hai huyện.",
        "Thử tuyến nửa ngày làng tranh, làng gốm.",
        "Góc tư vấn gia đình mở ở khu công nghiệp thứ hai.",
        "Hồ sơ khen thưởng rút còn hai mẫu.",
    ),
}
