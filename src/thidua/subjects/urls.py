"""Addresses of the pages of subjects; they lie outside any year."""

from django.urls import path

from .views import facts, files, merges, subjects

urlpatterns = [
    path("doi-tuong/", subjects.subjects, name="subjects"),
    path("doi-tuong/them/", subjects.add_subject, name="add_subject"),
    path("doi-tuong/xuat/", files.export, name="export_subjects"),
    path("doi-tuong/nhap/", files.import_subjects, name="import_subjects"),
    path("doi-tuong/nhap/mau/", files.template, name="subjects_template"),
    path("doi-tuong/nhap/<uuid:upload>/", files.preview, name="preview_subjects"),
    path("doi-tuong/nhap/<uuid:upload>/danh-dau/", files.marked, name="marked_subjects"),
    path("doi-tuong/gop/", merges.merges, name="merges"),
    path("doi-tuong/gop/<int:merge_id>/", merges.merge, name="merge"),
    path("doi-tuong/gop/<int:merge_id>/dong-y/", merges.consent, name="consent_merge"),
    path("doi-tuong/gop/<int:merge_id>/khong-gop/", merges.refuse, name="refuse_merge"),
    path("doi-tuong/gop/<int:merge_id>/go/", merges.undo, name="undo_merge"),
    path("doi-tuong/<int:pk>/", subjects.subject, name="subject"),
    path("doi-tuong/<int:pk>/sua/", subjects.edit_subject, name="edit_subject"),
    path("doi-tuong/<int:pk>/gop/", merges.request_merge, name="request_merge"),
    path("doi-tuong/<int:pk>/ghi/", facts.record, name="record_facts"),
    path("doi-tuong/<int:pk>/su-kien/<int:fact_id>/gach/", facts.strike, name="strike_fact"),
    path("doi-tuong/<int:pk>/su-kien/<int:fact_id>/ket-thuc/", facts.end, name="end_fact"),
]
