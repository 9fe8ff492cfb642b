"""Addresses of the movements pages of a cluster year."""

from django.urls import path

from . import activity_views, views

urlpatterns = [
    path("phong-trao/", views.movements, name="movements"),
    path("phong-trao/van-ban/them/", views.edit_directive, name="add_directive"),
    path("phong-trao/van-ban/<int:pk>/", views.edit_directive, name="edit_directive"),
    path("phong-trao/van-ban/<int:pk>/bo/", views.remove_directive, name="remove_directive"),
    path("phong-trao/van-ban/<int:pk>/tep/", views.directive_file, name="directive_file"),
    path("phong-trao/phat-dong/", views.edit_movement, name="launch_movement"),
    path("phong-trao/<int:pk>/", views.movement, name="movement"),
    path("phong-trao/<int:pk>/sua/", views.edit_movement, name="edit_movement"),
    path("phong-trao/<int:pk>/rut/", views.withdraw_movement, name="withdraw_movement"),
    path("phong-trao/<int:pk>/<slug:unit_code>/", views.movement_part, name="movement_part"),
    path("hoat-dong/", activity_views.activities, name="activities"),
    path("hoat-dong/ghi/", activity_views.edit_activity, name="record_activity"),
    path("hoat-dong/<int:pk>/", activity_views.edit_activity, name="edit_activity"),
    path("hoat-dong/<int:pk>/xoa/", activity_views.remove_activity, name="remove_activity"),
]
