"""From what is stored of a year to the parts of its pack; every module stands beside one of ``checking``."""
