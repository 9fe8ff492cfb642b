"""What each unit writes in its reports of 2017. All of it is made up; it names no person and no real place.

Figures stand in the reports' tables; the texts tell how the year was worked.
"""

from __future__ import annotations

# Sections of the annual report, by unit.
ANNUAL: dict[str, dict[str, str]] = {
    "vinhphuc": {
        "heritage": "Phân cấp quản lý di tích đến xã; ưu tiên kinh phí cho đình, chùa xuống cấp nặng. Lập bản đồ số "
        "các điểm di sản để nối với tuyến du lịch vùng núi và ven hồ.",
        "culture": "Dự đủ các liên hoan, hội thi do Bộ tổ chức. Chấm lại danh hiệu văn hóa theo bộ tiêu chí mới, "
        "công khai kết quả tại nhà văn hóa thôn.",
        "sports": "Đầu tư trọng điểm cho các môn vật, bơi, điền kinh, đua thuyền; đưa vận động viên trẻ tập huấn dài "
        "ngày. Mỗi huyện giữ ít nhất hai giải phong trào trong năm.",
        "tourism": "Tổ chức tuần lễ du lịch đầu hè, xúc tiến tại hai hội chợ trong nước; tham mưu cơ chế gọi vốn vào "
        "khu nghỉ dưỡng và sân tập thể thao gắn với lưu trú.",
        "family": "Nhân mô hình “Gia đình không bạo lực” ra mọi xã; lồng ghép nội dung gia đình vào sinh hoạt của "
        "hội phụ nữ, hội nông dân.",
        "emulation": "Khen thưởng tại chỗ ngay sau mỗi giải đấu, hội diễn; hơn một nửa số tập thể được khen là tổ, "
        "đội ở cơ sở.",
        "limits": "Một số đơn vị gửi báo cáo chưa đúng hạn theo quy chế hoạt động của cụm.\n"
        "Chưa có chương trình chung về văn hóa, thể thao và du lịch giữa các đơn vị.\n"
        "Hoạt động giao lưu còn ít, chưa thường xuyên.\n"
        "Nhân lực, cơ sở vật chất, điều kiện làm việc còn khó khăn trong khi khối lượng công việc lớn.",
        "directions": "Đẩy mạnh phong trào thi đua thực hiện Nghị quyết Đại hội XII của Đảng.\n"
        "Tăng cường quản lý nhà nước về văn hóa, gia đình, thể dục thể thao và du lịch.\n"
        "Tham mưu chính sách thu hút đầu tư phát triển du lịch.\n"
        "Tăng cường hợp tác, giao lưu, liên kết giữa các tỉnh trong cụm.",
        "suggestions": "Đề nghị Bộ quan tâm hỗ trợ về nhân lực, cơ sở vật chất cho ngành ở địa phương.",
    },
    "ninhbinh": {
        "heritage": "Hoàn thành tu bổ các di tích đã giao ước trước mùa mưa, vượt kế hoạch nhờ dân góp công và vật "
        "liệu. Mở lớp truyền nghề hát xẩm cho thiếu niên ở hai huyện.",
        "culture": "Đưa nội dung bình xét gia đình văn hóa vào hương ước. Đoàn nghệ thuật quần chúng lưu diễn ở các xã "
        "vùng núi, mỗi quý một đợt.",
        "sports": "Giữ vững các môn thế mạnh là bóng chuyền, cử tạ, wushu; mở thêm lớp bơi an toàn cho học sinh trong "
        "hè. Sân tập đơn giản được dựng ở hầu hết các thôn.",
        "tourism": "Phối hợp ngành du lịch làm mới ba tuyến tham quan bằng thuyền và xe đạp; thuyết minh tại di tích "
        "bằng hai thứ tiếng.",
        "family": "Câu lạc bộ gia đình phát triển bền vững sinh hoạt hằng tháng; đường dây tư vấn nhận và chuyển xử lý "
        "mọi tin báo trong ngày.",
        "emulation": "Ký giao ước đến từng phòng, từng đơn vị trực thuộc; hai sáng kiến về số hóa hồ sơ di tích được "
        "dùng trong toàn ngành của tỉnh.",
        "limits": "Một sáng kiến chưa kịp có văn bản công nhận trong năm; kinh phí tu bổ còn dựa nhiều vào xã hội hóa.",
        "directions": "Chuẩn bị chu đáo nhiệm vụ cụm trưởng năm 2018; đề xuất lịch hoạt động chung ngay từ quý I.",
    },
    "hanam": {
        "heritage": "Kiểm kê xong di sản phi vật thể ở mọi huyện, lập hồ sơ nhiều hơn số đã giao ước. Lễ hội đầu xuân "
        "được hướng dẫn thực hành tiết kiệm, an toàn.",
        "culture": "Thư viện lưu động đến trường học vùng bãi; thi kể chuyện sách thu hút học sinh của tất cả các "
        "huyện.",
        "sports": "Bóng đá nữ, đua thuyền và vật dân tộc là mũi nhọn; các giải phong trào rải đều bốn quý, không dồn "
        "vào cuối năm.",
        "tourism": "Gắn làng nghề với điểm dừng chân ven sông; tập huấn nghiệp vụ đón khách cho các hộ làm homestay.",
        "family": "Ngày hội gia đình tổ chức luân phiên ở từng cụm xã; tổ hòa giải được tập huấn về phòng, chống bạo "
        "lực gia đình.",
        "emulation": "Lập sổ theo dõi thi đua từng tháng; khen người lao động trực tiếp, nhân viên bảo vệ di tích, "
        "hướng dẫn viên phong trào.",
        "limits": "Đội ngũ làm công tác di sản mỏng, phải kiêm nhiệm.",
        "directions": "Mỗi quý có một hoạt động giao lưu với đơn vị bạn; chuẩn bị nhiệm vụ cụm phó.",
    },
    "namdinh": {
        "heritage": "Ưu tiên chống dột, chống mối cho các ngôi đền, phủ có mái gỗ; phần chưa đạt do hai dự án phải điều "
        "chỉnh thiết kế.",
        "culture": "Liên hoan hát văn, chèo không chuyên mở rộng đến các thị trấn; tỷ lệ làng văn hóa giảm nhẹ do xét "
        "chặt hơn.",
        "sports": "Bơi, bóng đá trẻ và võ cổ truyền giữ thành tích; phong trào chạy bộ cuối tuần có thêm nhiều câu lạc "
        "bộ.",
        "tourism": "Lượng khách chưa đạt do mùa biển mưa nhiều; đã mở thử tuyến tham quan làng nghề và nhà thờ cổ.",
        "family": "Duy trì câu lạc bộ “Ông bà mẫu mực, con cháu thảo hiền”; tổ chức thi tìm hiểu luật ở các xã ven "
        "biển.",
        "emulation": "Khen thưởng gắn với bình xét hằng quý; mỗi phòng chọn một việc khó để đăng ký thi đua.",
        "suggestions": "Đề nghị cụm thống nhất mẫu biểu số liệu từ đầu năm để các đơn vị thu thập một lần.",
    },
    "thaibinh": {
        "heritage": "Tu bổ đình làng theo lối giữ nguyên cấu kiện cũ; phục dựng trò diễn dân gian ở hai lễ hội làng.",
        "culture": "Đăng cai giao lưu các câu lạc bộ chèo; chiếu chèo làng sáng đèn vào tối thứ bảy ở nhiều xã.",
        "sports": "Bóng chuyền bãi, bắn cung và bơi lội đóng góp phần lớn huy chương; dụng cụ ngoài trời được lắp ở "
        "các nhà văn hóa thôn.",
        "tourism": "Thí điểm tour một ngày “về làng”; còn thiếu cơ sở lưu trú nên khách chủ yếu đi về trong ngày.",
        "family": "Đội tuyên truyền lưu động diễn tiểu phẩm về ứng xử trong gia đình tại chợ phiên, trường học.",
        "emulation": "Bình chọn gương “người giữ lửa văn nghệ” ở cơ sở; khen đột xuất các nhóm cứu hộ đuối nước.",
        "directions": "Nhân rộng chiếu chèo làng, đề xuất liên hoan chèo chung của cụm.",
    },
    "hungyen": {
        "heritage": "Mới hoàn thành phần lớn công trình tu bổ đã giao ước; các công trình còn lại chuyển sang quý I năm "
        "sau do chậm vốn đối ứng.",
        "culture": "Tập trung xóa thôn chưa có nhà văn hóa; hội thi trống quân được khôi phục sau nhiều năm gián đoạn.",
        "sports": "Phát triển lớp năng khiếu cờ vua, đá cầu, bóng bàn; lực lượng thành tích cao còn mỏng, chưa có môn mũi "
        "nhọn.",
        "tourism": "Khảo sát tuyến phố cũ và vườn cây ăn quả; lượng khách còn thấp, chủ yếu theo mùa quả chín.",
        "family": "Củng cố nhóm phòng, chống bạo lực gia đình ở những xã có nhiều vụ việc; bổ sung địa chỉ tin cậy tại "
        "trạm y tế.",
        "emulation": "Công tác tổng hợp còn chậm; đã phân công một người chuyên trách theo dõi thi đua từ quý IV.",
        "limits": "Báo cáo gửi chậm do số liệu từ cấp huyện về muộn; cán bộ tổng hợp thay đổi giữa năm.",
    },
    "haiduong": {
        "heritage": "Chuẩn bị hồ sơ cho các cụm di tích gắn với danh nhân; lắp hệ thống báo cháy ở di tích có kiến trúc gỗ.",
        "culture": "Rối nước và hát đối được đưa vào trường học; tỷ lệ gia đình văn hóa đạt đúng mức đã ký.",
        "sports": "Bóng bàn, bắn súng, đua thuyền truyền thống có thành tích tốt; giải chạy việt dã mừng ngày lập tỉnh "
        "thu hút đông người.",
        "tourism": "Mùa lễ hội xuân và thu đón khách ổn định; phối hợp bảo đảm an ninh, niêm yết giá dịch vụ.",
        "family": "Lồng ghép kỹ năng làm cha mẹ vào sinh hoạt tổ dân phố; hòa giải thành nhiều vụ ngay tại cơ sở.",
        "emulation": "Đổi mới bình xét: chấm theo việc đã giao, không bình quân; tỷ lệ người trực tiếp được khen tăng.",
    },
    "haiphong": {
        "heritage": "Tu bổ các đình vùng ven đô trước sức ép đô thị hóa; số hóa kho tư liệu bảo tàng.",
        "culture": "Sân khấu ngoài trời cuối tuần có kịch, múa rối, ca nhạc; đội tuyển dự đủ các hội diễn của Bộ.",
        "sports": "Bơi, cử tạ, đua thuyền và thể thao dưới nước giữ vị trí tốp đầu trong cụm; bể bơi thông minh được "
        "đưa về trường tiểu học.",
        "tourism": "Phối hợp ngành du lịch tổ chức lễ hội mùa hè ở biển; kiểm tra an toàn phương tiện thủy chở khách.",
        "family": "Mô hình “Ngõ phố yên lành” hoạt động ở các quận; tập huấn cho cộng tác viên dân số, gia đình.",
        "emulation": "Thi đua theo chuyên đề 100 ngày trước các sự kiện lớn; khen kịp thời lực lượng kỹ thuật sân khấu.",
        "limits": "Thiết chế văn hóa ở khu công nghiệp còn thiếu so với số công nhân.",
    },
    "bacninh": {
        "heritage": "Truyền dạy dân ca cho lớp trẻ ở các làng gốc; tu bổ di tích bằng vốn tỉnh và công đức minh bạch.",
        "culture": "Mỗi làng có một đội văn nghệ; ngày hội dân ca đầu năm được tổ chức gọn, tiết kiệm.",
        "sports": "Vật, bóng chuyền nữ và điền kinh có tiến bộ; sân cỏ nhân tạo xã hội hóa phủ kín các huyện.",
        "tourism": "Kết nối làng tranh, làng gốm thành tuyến trải nghiệm nửa ngày; lượng khách tăng chậm do lưu trú "
        "ngắn.",
        "family": "Khu công nghiệp có góc tư vấn gia đình cho công nhân; số vụ việc giảm ở các xã có mô hình.",
        "emulation": "Tổ chức tọa đàm gương điển hình ngay tại làng nghề; đơn giản hóa hồ sơ khen thưởng.",
        "suggestions": "Đề nghị Bộ sớm hướng dẫn việc tính điểm thành tích cấp khu vực.",
    },
}
# Culture, sports and emulation in the first half of the year, by unit.
HALF_YEAR: dict[str, tuple[str, str, str]] = {
    "vinhphuc": (
        "Ký kết thực hiện nếp sống văn hóa với mọi xã, phường; kiểm tra chéo giữa các huyện.",
        "Tổ chức đại hội điểm cấp xã; đội tuyển tập huấn tập trung từ tháng hai.",
        "Phát động thi đua ngay tại lễ ký giao ước; khen đột xuất sau giải mùa xuân.",
    ),
    "ninhbinh": (
        "Lễ hội mùa xuân an toàn, không lấn chiếm lòng đường; tuyên truyền lưu động ở vùng núi.",
        "Mở giải bóng chuyền nông dân; chuẩn bị lực lượng cho các giải cuối năm.",
        "Giao chỉ tiêu theo quý, chấm vào ngày cuối quý.",
    ),
    "hanam": (
        "Thư viện lưu động đi được hơn một nửa số xã theo lịch.",
        "Hội khỏe cấp huyện hoàn thành trước tháng năm.",
        "Mỗi phòng đăng ký một việc cải tiến; bình xét giữa kỳ công khai.",
    ),
    "namdinh": (
        "Tổ chức liên hoan hát văn vòng huyện; chấn chỉnh dịch vụ ở lễ hội.",
        "Duy trì lớp năng khiếu bơi và bóng đá; tham dự các giải trẻ khu vực.",
        "Khen các tập thể phục vụ lễ hội đầu năm.",
    ),
    "thaibinh": (
        "Chiếu chèo làng hoạt động đều ở các xã điểm.",
        "Lắp dụng cụ tập ngoài trời đợt một; bóng chuyền bãi tập huấn sớm.",
        "Thi đua theo ba chuyên đề, mỗi chuyên đề một đơn vị làm điểm.",
    ),
    "hungyen": (
        "Khởi công nhà văn hóa ở các thôn còn thiếu; khôi phục hội thi trống quân.",
        "Tuyển sinh lớp năng khiếu cờ vua, đá cầu.",
        "Đã phát động thi đua; việc tổng hợp số liệu từ huyện còn chậm.",
    ),
    "haiduong": (
        "Đưa rối nước vào chương trình ngoại khóa của các trường thí điểm.",
        "Giải việt dã cấp huyện xong trong quý I; chọn đội tuyển bắn súng trẻ.",
        "Áp dụng cách chấm theo việc đã giao từ tháng tư.",
    ),
    "haiphong": (
        "Sân khấu cuối tuần phục vụ đều; chuẩn bị hội diễn ngành.",
        "Phổ cập bơi cho học sinh trước hè; đội đua thuyền vào giai đoạn nước rút.",
        "Phát động đợt thi đua 100 ngày; khen ba tổ kỹ thuật.",
    ),
    "bacninh": (
        "Ngày hội dân ca gọn, tiết kiệm; bổ sung nhạc cụ cho đội văn nghệ làng.",
        "Hội vật đầu xuân đông người dự; khởi động giải bóng chuyền nữ.",
        "Rà soát, bớt giấy tờ trong hồ sơ khen thưởng.",
    ),
}
# What the plan of the year sets first, by unit.
PLAN: dict[str, str] = {
    "vinhphuc": "Chọn khâu đột phá là du lịch và thể thao thành tích cao; giao chỉ tiêu thi đua đến từng phòng.",
    "ninhbinh": "Lấy tu bổ di tích gắn với sinh kế của dân làm trọng tâm; mỗi quý rà soát một lần.",
    "hanam": "Tập trung kiểm kê di sản và phong trào cơ sở; phân công người phụ trách từng chỉ tiêu.",
    "namdinh": "Thi đua theo từng lễ hội, mùa giải; lãnh đạo sở kiểm tra hai tháng một lần.",
    "thaibinh": "Chọn chèo làng và gia đình văn hóa làm việc lớn của năm; bốn đợt thi đua ngắn.",
    "hungyen": "Hoàn thiện thiết chế văn hóa thôn; từng bước xây dựng lực lượng thể thao trẻ.",
    "haiduong": "Gắn chỉ tiêu thi đua với nhiệm vụ chuyên môn; thử cách chấm mới ở hai đơn vị.",
    "haiphong": "Thi đua phục vụ các sự kiện của thành phố; ưu tiên công nhân và vùng ven.",
    "bacninh": "Giữ gìn dân ca, phát triển du lịch làng nghề; giảm thủ tục khen thưởng.",
}
# What each unit did in the movements: cultured life, new countryside, heritage and tourism.
PARTS: dict[str, tuple[str, str, str]] = {
    "vinhphuc": (
        "Bình xét công khai tại thôn, kiểm tra chéo giữa các huyện",
        "Hỗ trợ trang thiết bị nhà văn hóa cho các xã điểm",
        "Nối tuyến tham quan vùng núi với làng nghề",
    ),
    "ninhbinh": (
        "Đưa tiêu chí văn hóa vào hương ước mới",
        "Vận động dân hiến đất làm sân thể thao thôn",
        "Cùng dân tu bổ di tích, mở tuyến xe đạp qua làng",
    ),
    "hanam": (
        "Tuyên truyền qua thư viện lưu động",
        "Hoàn thiện khu thể thao ở các xã về đích",
        "Kiểm kê di sản ở làng nghề ven sông, dựng điểm dừng chân",
    ),
    "namdinh": (
        "Xét lại danh hiệu làng văn hóa theo tiêu chí chặt hơn",
        "Sửa chữa nhà văn hóa ở các xã ven biển",
        "Chống mối, chống dột cho đền, phủ; mở thử tuyến làng nghề",
    ),
    "thaibinh": (
        "Sinh hoạt chiếu chèo gắn với bình xét gia đình văn hóa",
        "Lắp dụng cụ tập luyện ngoài trời ở thôn",
        "Phục dựng trò diễn dân gian, đón khách về làng",
    ),
    "hungyen": (
        "Ưu tiên các thôn chưa có nhà văn hóa",
        "Vận động nguồn đối ứng xây nhà văn hóa",
        "Khảo sát tuyến phố cũ và vườn cây ăn quả",
    ),
    "haiduong": (
        "Đưa nội dung ứng xử văn hóa vào trường học",
        "Hướng dẫn xã quản lý, khai thác nhà văn hóa",
        "Lắp báo cháy ở di tích, niêm yết giá dịch vụ mùa lễ hội",
    ),
    "haiphong": (
        "Xây dựng ngõ phố văn hóa ở các quận",
        "Đưa bể bơi thông minh về các xã",
        "",
    ),
    "bacninh": (
        "Mỗi làng một đội văn nghệ, một quy ước",
        "Xã hội hóa sân cỏ nhân tạo ở các huyện",
        "",
    ),
}
# What came of it, told in the same order for every third unit.
RESULTS: tuple[tuple[str, str, str], ...] = (
    (
        "Tỷ lệ gia đình văn hóa đạt mức ghi ở báo cáo năm",
        "Các xã điểm đạt tiêu chí về văn hóa",
        "Có tuyến du lịch gắn với di sản được khai thác",
    ),
    (
        "Dân tự giám sát việc bình xét, ít đơn thư",
        "Nhà văn hóa thôn mở cửa thường xuyên hơn",
        "Khách lưu lại lâu hơn, di tích có thêm nguồn công đức",
    ),
    (
        "Bước đầu có nền nếp, còn chênh lệch giữa các xã",
        "Hoàn thành phần việc của năm, phần còn lại chuyển sang năm sau",
        "Đã có sản phẩm thử nghiệm, cần thêm thời gian đánh giá",
    ),
)
