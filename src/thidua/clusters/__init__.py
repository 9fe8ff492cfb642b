"""Units, clusters and their years: the frame everything else hangs on."""
