"""What the whole way costs, stage by stage."""
