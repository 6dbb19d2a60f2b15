"""Five rules of recruitment, each with 150 applicants, from publication to the last freed place, by the verbs."""
