"""Reading files of funders and of GUS: funding profiles, the list of communes. Saves nothing."""

from atut.base.projects.imports.profiles import MOST_BYTES, ProfileFile, read_profile
from atut.base.projects.imports.terc import SHIPPED, TercRow, TercWrong, read_terc

__all__ = ["MOST_BYTES", "SHIPPED", "ProfileFile", "TercRow", "TercWrong", "read_profile", "read_terc"]
