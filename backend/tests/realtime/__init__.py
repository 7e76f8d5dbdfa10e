"""Tests of the gateway, through its real socket."""
