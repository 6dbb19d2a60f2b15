"""The look: templates, components, form fields, charts. Knows no room of the work."""
