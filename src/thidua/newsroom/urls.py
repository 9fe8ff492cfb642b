"""Addresses of the public news pages and of the editor's desk."""

from django.urls import path

from .views import comments, desk, feed, moderation, pictures, public

urlpatterns = [
    path("", public.front, name="front"),
    path("tin/", public.archive, name="news"),
    path("tin/atom.xml", feed.atom, name="news_feed"),
    path("tin/anh/<int:picture_id>/", pictures.picture, name="picture"),
    path("tin/anh/<int:picture_id>/nho/", pictures.small_picture, name="small_picture"),
    path("tin/<slug:slug>/", public.article, name="article"),
    path("tin/<slug:slug>/y-kien/", comments.send, name="send_comment"),
    path("tin/<slug:slug>/y-kien/cho-duyet/", comments.sent, name="comment_sent"),
    path("ban-tin/", desk.articles, name="newsroom"),
    path("ban-tin/soan/", desk.new, name="new_article"),
    path("ban-tin/y-kien/", moderation.comments, name="moderation"),
    path("ban-tin/y-kien/<int:comment_id>/", moderation.decide, name="decide_comment"),
    path("ban-tin/anh/<int:picture_id>/", desk.edit_picture, name="edit_picture"),
    path("ban-tin/anh/<int:picture_id>/bo/", desk.remove_picture, name="remove_picture"),
    path("ban-tin/<int:article_id>/", desk.edit, name="edit_article"),
    path("ban-tin/<int:article_id>/xem-truoc/", desk.preview, name="preview_article"),
    path("ban-tin/<int:article_id>/dang/", desk.publish, name="publish_article"),
    path("ban-tin/<int:article_id>/go/", desk.withdraw, name="withdraw_article"),
    path("ban-tin/<int:article_id>/anh/", desk.add_picture, name="add_picture"),
]
