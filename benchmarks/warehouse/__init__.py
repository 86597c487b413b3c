"""What the warehouse costs at size, and whether it survives being killed."""
