"""The room holds nothing about people: errors name keys, never values."""

from atut.base.kernel.personal import DataSet

DATA_SETS = [DataSet(model="jobs.Job", personal=False)]
