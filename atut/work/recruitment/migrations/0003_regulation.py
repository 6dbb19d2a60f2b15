"""One regulation instead of a points list and one percentage: bounds, pools and ties are written beside them."""

from django.db import migrations, models


def write_regulations(apps, schema_editor):
    calls = apps.get_model("recruitment", "Call").objects
    for call in calls.only("points", "bound_percent"):
        share = {"fact": "age_45", "office": "", "edition": "", "at_least": {"value": call.bound_percent, "is_percent": True}}
        regulation = {
            "version": 1,
            "criteria": call.points,
            "bounds": [share] if call.bound_percent else [],
            "pools": [],
            "ties": "receipt",
            "most_places": 1,
        }
        calls.filter(pk=call.pk).update(regulation=regulation)


def read_regulations(apps, schema_editor):
    calls = apps.get_model("recruitment", "Call").objects
    for call in calls.only("regulation"):
        shares = [one["at_least"]["value"] for one in call.regulation.get("bounds", []) if one["fact"] == "age_45"]
        calls.filter(pk=call.pk).update(points=call.regulation.get("criteria", []), bound_percent=next(iter(shares), 0))


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0002_identity")]

    operations = [
        migrations.AddField(
            "call",
            "regulation",
            models.JSONField(default=dict, help_text="What the call decides by (rules/regulation); frozen at publication"),
        ),
        migrations.RunPython(write_regulations, read_regulations),
        migrations.RemoveField("call", "points"),
        migrations.RemoveField("call", "bound_percent"),
    ]
