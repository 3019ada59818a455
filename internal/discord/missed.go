package discord

// changed are the messages of people among what was said that were edited after since.
func changed(said []message, bot string, since uint64) []message {
	var out []message
	for i, m := range said {
		if byPerson(m, bot) && m.Edited != nil && idAt(*m.Edited) > since {
			m.answered = byAnother(said[i+1:], m, bot)
			out = append(out, m)
		}
	}
	return out
}

// orphans are the ids of questions that are gone while the bot's replies to them stand.
func orphans(said []message, bot string) []string {
	var ids []string
	for _, m := range said {
		if m.Type == typeReply && m.Referenced.gone && m.Author != nil && m.Author.ID == bot && m.Reference != nil {
			ids = append(ids, m.Reference.MessageID)
		}
	}
	return ids
}
