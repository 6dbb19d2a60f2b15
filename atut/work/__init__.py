"""The rooms of the work, in the order in which the work happens. Imports point to the past."""
