"""Talent box and IP ASN of a person, under /talenta/."""

from django.urls import path

from selaras.closing import talent_views

app_name = "talent"
urlpatterns = [
    path("", talent_views.show_mine, name="mine"),
    path("<uuid:pk>/", talent_views.show_talent, name="person"),
]
