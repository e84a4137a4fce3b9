"""An app of one's own beside NeighbourHood's: it welcomes end users who gave their consent."""
