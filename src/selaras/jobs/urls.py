"""Long work, under /pekerjaan/."""

from django.urls import path

from selaras.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.list_jobs, name="list"),
    path("<uuid:pk>/", views.show_job, name="detail"),
    path("<uuid:pk>/batalkan/", views.cancel, name="cancel"),
    path("<uuid:pk>/lanjutkan/", views.resume, name="resume"),
    path("<uuid:pk>/hasil/", views.download, name="result"),
]
