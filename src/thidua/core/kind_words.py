"""What is said of a cụm and of a khối: pairs of messages, chosen by the kind of the cluster spoken of."""

# ruff: noqa: E501 - each message stands on one line

from __future__ import annotations

from .faults import gettext_noop

BLOC = "khoi"

# What is said of a cụm → what is said of a khối.
_OF_A_BLOC = {
    gettext_noop("%(to)s là cụm trưởng năm %(year)s."): gettext_noop("%(to)s là khối trưởng năm %(year)s."),
    gettext_noop(
        "Báo cáo của từng đơn vị theo Quy chế hoạt động của cụm. Số ngày trễ được tính từ ngày nộp, không nhập tay."
    ): gettext_noop(
        "Báo cáo của từng đơn vị theo Quy chế hoạt động của khối. Số ngày trễ được tính từ ngày nộp, không nhập tay."
    ),
    gettext_noop("Bầu cụm phó năm sau"): gettext_noop("Bầu khối phó năm sau"),
    gettext_noop("Bầu cụm trưởng năm sau"): gettext_noop("Bầu khối trưởng năm sau"),
    gettext_noop("Bầu cụm trưởng, cụm phó không gắn với danh hiệu."): gettext_noop(
        "Bầu khối trưởng, khối phó không gắn với danh hiệu."
    ),
    gettext_noop(
        "Bỏ phiếu lại để bầu cụm trưởng năm sau: lượt trước không đủ túc số hoặc không ai trúng"
    ): gettext_noop(
        "Bỏ phiếu lại để bầu khối trưởng năm sau: lượt trước không đủ túc số hoặc không ai trúng"
    ),
    gettext_noop("Chưa bầu được cụm trưởng năm sau."): gettext_noop("Chưa bầu được khối trưởng năm sau."),
    gettext_noop(
        "Chưa có quyết định. Cơ quan quản lý ghi quyết định sau khi cụm trình danh sách."
    ): gettext_noop("Chưa có quyết định. Cơ quan quản lý ghi quyết định sau khi khối trình danh sách."),
    gettext_noop("Chỉ ký được khi cụm ở giai đoạn ký giao ước."): gettext_noop(
        "Chỉ ký được khi khối ở giai đoạn ký giao ước."
    ),
    gettext_noop("Chờ cụm trưởng tiếp nhận"): gettext_noop("Chờ khối trưởng tiếp nhận"),
    gettext_noop("Các hội nghị của cụm trong năm, biên bản, và kết quả từng cuộc bỏ phiếu."): gettext_noop(
        "Các hội nghị của khối trong năm, biên bản, và kết quả từng cuộc bỏ phiếu."
    ),
    gettext_noop("Các năm khác của cụm"): gettext_noop("Các năm khác của khối"),
    gettext_noop(
        "Công khai: sau khi khép lại, cụm thấy đơn vị nào bỏ thế nào. Kín: không ai thấy."
    ): gettext_noop("Công khai: sau khi khép lại, khối thấy đơn vị nào bỏ thế nào. Kín: không ai thấy."),
    gettext_noop(
        "Cả năm của cụm trong một sổ Excel: lấy ra để làm ngoài hệ thống hoặc lưu giữ, rồi nhập lại."
    ): gettext_noop(
        "Cả năm của khối trong một sổ Excel: lấy ra để làm ngoài hệ thống hoặc lưu giữ, rồi nhập lại."
    ),
    gettext_noop("Cụm phó"): gettext_noop("Khối phó"),
    gettext_noop("Cụm phó năm sau"): gettext_noop("Khối phó năm sau"),
    gettext_noop("Cụm phó phải là một đơn vị thành viên khác cụm trưởng."): gettext_noop(
        "Khối phó phải là một đơn vị thành viên khác khối trưởng."
    ),
    gettext_noop("Cụm phó: %(deputy)s"): gettext_noop("Khối phó: %(deputy)s"),
    gettext_noop("Cao nhất cụm"): gettext_noop("Cao nhất khối"),
    gettext_noop(
        "Chép nguyên thang điểm mà cụm đã dùng năm trước; chỉ tiêu không còn trong giao ước năm nay được bỏ ra."
    ): gettext_noop(
        "Chép nguyên thang điểm mà khối đã dùng năm trước; chỉ tiêu không còn trong giao ước năm nay được bỏ ra."
    ),
    gettext_noop(
        "Chọn một thang điểm để xem toàn bộ trước khi lấy; lấy rồi cụm vẫn sửa được từng tiêu chí."
    ): gettext_noop(
        "Chọn một thang điểm để xem toàn bộ trước khi lấy; lấy rồi khối vẫn sửa được từng tiêu chí."
    ),
    gettext_noop("Cụm trưởng"): gettext_noop("Khối trưởng"),
    gettext_noop("Cụm trưởng có thể mở giai đoạn sau hoặc quay lại giai đoạn trước."): gettext_noop(
        "Khối trưởng có thể mở giai đoạn sau hoặc quay lại giai đoạn trước."
    ),
    gettext_noop("Cụm trưởng hoặc thư ký mở bỏ phiếu ở giai đoạn bình xét."): gettext_noop(
        "Khối trưởng hoặc thư ký mở bỏ phiếu ở giai đoạn bình xét."
    ),
    gettext_noop("Cụm trưởng lập danh sách ở giai đoạn đề nghị, từ kết quả bỏ phiếu."): gettext_noop(
        "Khối trưởng lập danh sách ở giai đoạn đề nghị, từ kết quả bỏ phiếu."
    ),
    gettext_noop("Cụm trưởng nay là %(chair)s; thư ký cũ đã thôi, cụm trưởng mới cử lại."): gettext_noop(
        "Khối trưởng nay là %(chair)s; thư ký cũ đã thôi, khối trưởng mới cử lại."
    ),
    gettext_noop("Cụm trưởng năm sau"): gettext_noop("Khối trưởng năm sau"),
    gettext_noop("Cụm trưởng năm sau, bàn giao"): gettext_noop("Khối trưởng năm sau, bàn giao"),
    gettext_noop("Cụm trưởng năm sau: %(chair)s"): gettext_noop("Khối trưởng năm sau: %(chair)s"),
    gettext_noop("Cụm trưởng phải là một đơn vị thành viên."): gettext_noop(
        "Khối trưởng phải là một đơn vị thành viên."
    ),
    gettext_noop("Cụm trưởng trả lại lúc %(when)s, hạn nộp lại %(due)s."): gettext_noop(
        "Khối trưởng trả lại lúc %(when)s, hạn nộp lại %(due)s."
    ),
    gettext_noop("Cụm trưởng đôn đốc"): gettext_noop("Khối trưởng đôn đốc"),
    gettext_noop("Cụm trưởng, cụm phó"): gettext_noop("Khối trưởng, khối phó"),
    gettext_noop("Cụm trưởng: %(chair)s"): gettext_noop("Khối trưởng: %(chair)s"),
    gettext_noop(
        "Cụm đang ở giai đoạn “%(stage)s”. Quay lại không xóa gì: các đơn vị chỉ được sửa, nộp lại những việc của giai đoạn được mở lại. Lý do được ghi vào nhật ký."
    ): gettext_noop(
        "Khối đang ở giai đoạn “%(stage)s”. Quay lại không xóa gì: các đơn vị chỉ được sửa, nộp lại những việc của giai đoạn được mở lại. Lý do được ghi vào nhật ký."
    ),
    gettext_noop("Cụm đã quay lại giai đoạn trước; lý do được ghi vào nhật ký."): gettext_noop(
        "Khối đã quay lại giai đoạn trước; lý do được ghi vào nhật ký."
    ),
    gettext_noop("Cử thư ký cụm"): gettext_noop("Cử thư ký khối"),
    gettext_noop(
        "Cử thư ký, ghi quy chế hoạt động, đặt hạn cho chín giai đoạn. Thư ký là người của đơn vị cụm trưởng."
    ): gettext_noop(
        "Cử thư ký, ghi quy chế hoạt động, đặt hạn cho chín giai đoạn. Thư ký là người của đơn vị khối trưởng."
    ),
    gettext_noop("Kiểm phiếu bầu cụm phó năm sau"): gettext_noop("Kiểm phiếu bầu khối phó năm sau"),
    gettext_noop("Lãnh đạo đơn vị cụm trưởng (%(chair)s) mở giai đoạn sau."): gettext_noop(
        "Lãnh đạo đơn vị khối trưởng (%(chair)s) mở giai đoạn sau."
    ),
    gettext_noop("Mở năm %(year)s của cụm"): gettext_noop("Mở năm %(year)s của khối"),
    gettext_noop("Ngày %(day)s, %(from)s trao cờ luân lưu của cụm cho %(to)s."): gettext_noop(
        "Ngày %(day)s, %(from)s trao cờ luân lưu của khối cho %(to)s."
    ),
    gettext_noop("Năm công tác của cụm"): gettext_noop("Năm công tác của khối"),
    gettext_noop("Nếu cần sửa, cụm trưởng mở lại giao ước kèm lý do; các chữ ký sẽ được gỡ."): gettext_noop(
        "Nếu cần sửa, khối trưởng mở lại giao ước kèm lý do; các chữ ký sẽ được gỡ."
    ),
    gettext_noop("Nếu cần sửa, hãy đề nghị cụm trưởng trả lại báo cáo."): gettext_noop(
        "Nếu cần sửa, hãy đề nghị khối trưởng trả lại báo cáo."
    ),
    gettext_noop("Nếu cần sửa, hãy đề nghị thư ký cụm trả lại phiếu."): gettext_noop(
        "Nếu cần sửa, hãy đề nghị thư ký khối trả lại phiếu."
    ),
    gettext_noop(
        "Quy chế của cụm không xét thi đua đơn vị không ký giao ước, không đăng ký, không gửi báo cáo hoặc không nộp phiếu chấm điểm."
    ): gettext_noop(
        "Quy chế của khối không xét thi đua đơn vị không ký giao ước, không đăng ký, không gửi báo cáo hoặc không nộp phiếu chấm điểm."
    ),
    gettext_noop("Quyết định về các đề nghị khen thưởng của cụm"): gettext_noop(
        "Quyết định về các đề nghị khen thưởng của khối"
    ),
    gettext_noop("Sau khi khép lại, ý kiến của từng đơn vị được công khai trong cụm."): gettext_noop(
        "Sau khi khép lại, ý kiến của từng đơn vị được công khai trong khối."
    ),
    gettext_noop(
        "Sửa danh sách của năm đang mở. Đơn vị đã ký giao ước, nộp báo cáo, chấm điểm hay bỏ phiếu thì không bỏ được. Đơn vị thêm vào muộn chưa có chữ ký, số giao ước; cụm trưởng quay lại giai đoạn trước nếu cần bổ sung."
    ): gettext_noop(
        "Sửa danh sách của năm đang mở. Đơn vị đã ký giao ước, nộp báo cáo, chấm điểm hay bỏ phiếu thì không bỏ được. Đơn vị thêm vào muộn chưa có chữ ký, số giao ước; khối trưởng quay lại giai đoạn trước nếu cần bổ sung."
    ),
    gettext_noop("Thành viên, cụm trưởng"): gettext_noop("Thành viên, khối trưởng"),
    gettext_noop(
        "Thêm chỉ thị, kế hoạch mà cụm thực hiện trong năm; phong trào phát động sau có thể dẫn đến."
    ): gettext_noop(
        "Thêm chỉ thị, kế hoạch mà khối thực hiện trong năm; phong trào phát động sau có thể dẫn đến."
    ),
    gettext_noop("Thư ký cụm"): gettext_noop("Thư ký khối"),
    gettext_noop("Thư ký cụm lập thang điểm trước."): gettext_noop("Thư ký khối lập thang điểm trước."),
    gettext_noop("Thư ký cụm lập thang điểm ở giai đoạn chuẩn bị."): gettext_noop(
        "Thư ký khối lập thang điểm ở giai đoạn chuẩn bị."
    ),
    gettext_noop("Thư ký cụm soạn trước."): gettext_noop("Thư ký khối soạn trước."),
    gettext_noop("Thư ký cụm sẽ phát động; khi đó mỗi đơn vị ghi phần tham gia của mình."): gettext_noop(
        "Thư ký khối sẽ phát động; khi đó mỗi đơn vị ghi phần tham gia của mình."
    ),
    gettext_noop("Thư ký cụm thêm trước."): gettext_noop("Thư ký khối thêm trước."),
    gettext_noop("Thư ký cụm đang soạn."): gettext_noop("Thư ký khối đang soạn."),
    gettext_noop("Thư ký cụm đưa chỉ tiêu vào; khi đó mỗi đơn vị nhập số của mình."): gettext_noop(
        "Thư ký khối đưa chỉ tiêu vào; khi đó mỗi đơn vị nhập số của mình."
    ),
    gettext_noop("Thư ký hoặc cụm trưởng sẽ đặt ở mục “Chế độ báo cáo”."): gettext_noop(
        "Thư ký hoặc khối trưởng sẽ đặt ở mục “Chế độ báo cáo”."
    ),
    gettext_noop("Thư ký hoặc cụm trưởng thêm chỉ số ở mục “Chế độ báo cáo”."): gettext_noop(
        "Thư ký hoặc khối trưởng thêm chỉ số ở mục “Chế độ báo cáo”."
    ),
    gettext_noop("Thư ký phải là người của đơn vị cụm trưởng (%(chair)s)."): gettext_noop(
        "Thư ký phải là người của đơn vị khối trưởng (%(chair)s)."
    ),
    gettext_noop("Toàn cụm"): gettext_noop("Toàn khối"),
    gettext_noop("Việc này không làm được ở giai đoạn hiện tại của cụm (%(stage)s)."): gettext_noop(
        "Việc này không làm được ở giai đoạn hiện tại của khối (%(stage)s)."
    ),
    gettext_noop(
        "Văn bản chỉ đạo cụm thực hiện trong năm và các phong trào thi đua được phát động."
    ): gettext_noop("Văn bản chỉ đạo khối thực hiện trong năm và các phong trào thi đua được phát động."),
    gettext_noop("chưa bầu cụm trưởng năm sau"): gettext_noop("chưa bầu khối trưởng năm sau"),
    gettext_noop("huy chương toàn cụm"): gettext_noop("huy chương toàn khối"),
    gettext_noop("Ý kiến của đơn vị được công khai trong cụm sau khi khép lại."): gettext_noop(
        "Ý kiến của đơn vị được công khai trong khối sau khi khép lại."
    ),
    gettext_noop(
        "Đây là phiếu của chính đơn vị cụm trưởng: người thẩm định là thư ký cụm hoặc cụm trưởng, tức là người của đơn vị này. Các đơn vị khác xem được mọi điểm và lý do."
    ): gettext_noop(
        "Đây là phiếu của chính đơn vị khối trưởng: người thẩm định là thư ký khối hoặc khối trưởng, tức là người của đơn vị này. Các đơn vị khác xem được mọi điểm và lý do."
    ),
    gettext_noop(
        "Đây là kiến nghị về phiếu của chính đơn vị cụm trưởng: người trả lời là người của đơn vị này. Các đơn vị khác xem được kiến nghị, câu trả lời và lý do."
    ): gettext_noop(
        "Đây là kiến nghị về phiếu của chính đơn vị khối trưởng: người trả lời là người của đơn vị này. Các đơn vị khác xem được kiến nghị, câu trả lời và lý do."
    ),
    gettext_noop("Đã bàn giao cờ luân lưu. Năm %(year)s của cụm đã mở."): gettext_noop(
        "Đã bàn giao cờ luân lưu. Năm %(year)s của khối đã mở."
    ),
    gettext_noop(
        "Đã có chữ ký nên nội dung và chỉ tiêu không sửa được; cụm trưởng có thể mở lại giao ước kèm lý do."
    ): gettext_noop(
        "Đã có chữ ký nên nội dung và chỉ tiêu không sửa được; khối trưởng có thể mở lại giao ước kèm lý do."
    ),
    gettext_noop("Đã duyệt và nộp lúc %(time)s; cụm trưởng sẽ tiếp nhận."): gettext_noop(
        "Đã duyệt và nộp lúc %(time)s; khối trưởng sẽ tiếp nhận."
    ),
    gettext_noop("Đã mở năm. Cụm trưởng cử thư ký rồi bắt đầu giai đoạn chuẩn bị."): gettext_noop(
        "Đã mở năm. Khối trưởng cử thư ký rồi bắt đầu giai đoạn chuẩn bị."
    ),
    gettext_noop("Đã đủ số giao ước. Lãnh đạo đơn vị ký khi cụm mở giai đoạn ký giao ước."): gettext_noop(
        "Đã đủ số giao ước. Lãnh đạo đơn vị ký khi khối mở giai đoạn ký giao ước."
    ),
    gettext_noop(
        "Phân công theo thứ tự thành viên của cụm và theo năm: mỗi đơn vị được chấm và đi chấm số phiếu như nhau, không chấm phiếu của mình. Số liệu của một đơn vị chấm hiện cho mọi người khi đơn vị ấy chấm xong; đơn vị còn phải chấm cùng phiếu chỉ thấy khi chính mình cũng xong."
    ): gettext_noop(
        "Phân công theo thứ tự thành viên của khối và theo năm: mỗi đơn vị được chấm và đi chấm số phiếu như nhau, không chấm phiếu của mình. Số liệu của một đơn vị chấm hiện cho mọi người khi đơn vị ấy chấm xong; đơn vị còn phải chấm cùng phiếu chỉ thấy khi chính mình cũng xong."
    ),
    gettext_noop(
        "Điểm từng dòng của đơn vị đặt cạnh điểm thẩm định, điểm năm trước và điểm cao nhất cụm trong các phiếu đã nộp."
    ): gettext_noop(
        "Điểm từng dòng của đơn vị đặt cạnh điểm thẩm định, điểm năm trước và điểm cao nhất khối trong các phiếu đã nộp."
    ),
    gettext_noop(
        "Đơn vị được cụm đề nghị khen thưởng, căn cứ của từng đề nghị và quyết định của %(authority)s."
    ): gettext_noop(
        "Đơn vị được khối đề nghị khen thưởng, căn cứ của từng đề nghị và quyết định của %(authority)s."
    ),
    gettext_noop(
        "Đổi cụm trưởng thì thư ký đang cử thôi việc này; cụm trưởng mới cử thư ký của mình."
    ): gettext_noop("Đổi khối trưởng thì thư ký đang cử thôi việc này; khối trưởng mới cử thư ký của mình."),
    gettext_noop(
        "Đã điền sẵn theo năm %(year)s: thành viên, quy chế, hạn các giai đoạn (cộng thêm một năm), cụm phó lên cụm trưởng. Thông thường năm sau tự mở khi bàn giao cờ luân lưu; chỉ mở ở đây khi cần."
    ): gettext_noop(
        "Đã điền sẵn theo năm %(year)s: thành viên, quy chế, hạn các giai đoạn (cộng thêm một năm), khối phó lên khối trưởng. Thông thường năm sau tự mở khi bàn giao cờ luân lưu; chỉ mở ở đây khi cần."
    ),
}


def words_in(kind: str, message: str) -> str:
    """Return the message id to say of a cluster of ``kind`` instead of ``message``, which speaks of a cụm."""
    return _OF_A_BLOC.get(message, message) if kind == BLOC else message
