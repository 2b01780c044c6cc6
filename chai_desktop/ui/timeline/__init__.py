"""The timeline under the picture: what is in the clip, along its time."""
