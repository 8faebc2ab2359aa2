"""How this site writes dates where Django's own way is another, by language."""
