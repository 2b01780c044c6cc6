"""The one registry of what a person can do: menus, toolbar, palette and the shortcut table are made from it."""
