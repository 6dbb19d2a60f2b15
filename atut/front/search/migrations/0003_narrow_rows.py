"""Entries with their narrow columns first. They are made again from the rooms, so the old ones are given up, not carried over."""

import django.db.models.deletion
import modelsearch.index
from django.db import migrations, models


def forget(apps, schema_editor):
    """Nothing is taken in: whoever searches next, or the job, makes the entries anew."""
    there = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="search", model="searchentry")
    apps.get_model("wagtailsearch", "IndexEntry").objects.filter(content_type__in=there.values("pk")).delete()
    apps.get_model("search", "SearchEntry").objects.all().delete()
    apps.get_model("search", "SearchWord").objects.all().delete()
    apps.get_model("search", "SearchState").objects.update(mark="")


KINDS = [
    ("page", "Page"),
    ("news", "News item"),
    ("document", "Document"),
    ("call", "Call for applications"),
    ("edition", "Training"),
    ("meeting", "Meeting of a training"),
    ("partner", "Office"),
    ("goal", "Goal"),
    ("result", "Results"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("projects", "0001_initial"),
        ("search", "0002_more_kinds"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunPython(forget, forget),
        migrations.DeleteModel("SearchEntry"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("project", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project")),
                ("language", models.CharField(max_length=8)),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("date", models.DateField(blank=True, null=True)),
                ("title_sort", models.CharField(max_length=120)),
                ("thing", models.CharField(help_text="Its key within the source", max_length=60)),
                ("title_keys", models.TextField(help_text="Keys of the title")),
                ("source", models.CharField(help_text="Which source made it", max_length=20)),
                ("stamp", models.CharField(help_text="Of the thing when it was read", max_length=80)),
                ("title", models.CharField(max_length=255)),
                (
                    "note",
                    models.CharField(blank=True, help_text="What else to know before opening it: type and size of a file", max_length=60),
                ),
                ("url", models.CharField(max_length=500)),
                ("lead_keys", models.TextField(help_text="Keys of the beginning: hits are weighed by it")),
                ("surface", models.TextField(help_text="Folded words in order: for words in quotes")),
                ("text", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["project", "language", "kind"], name="search_by_kind")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "source", "thing", "language"), name="one_entry_per_thing_and_language"
                    )
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
