package redflag

// subjectWithin is how many words at the beginning of a clause its subject is looked for in: "my dog".
const subjectWithin = 2

// toldFirst is how many words make a clause before a question something told, not the topic asked about.
const toldFirst = 5

// markClause finds what is long ago, somebody else's past or about no person. "still", "since", "today" say that it is
// not long ago, and so does "since yesterday" right after the clause.
func markClause(c, rest []token) {
	var roles role
	kin, kinPast := -1, -1
	subject := false
	for i := range c {
		roles |= c[i].role
		subject = subject || i < subjectWithin && c[i].role&thing != 0
		if kin < 0 && c[i].role&relative != 0 {
			kin = i
		}
		if kin >= 0 && kinPast < 0 && c[i].role&relativePast != 0 {
			kinPast = i
		}
	}
	if len(rest) > 0 && rest[0].sentence == c[0].sentence && rest[0].role&lasting != 0 {
		roles |= present // "mum has had a fever | since yesterday"
	}
	var g guard
	if roles&someone == 0 && (subject || roles&fiction != 0) || roles&fiction != 0 && roles&present == 0 {
		g |= other
	}
	if roles&present == 0 && roles&longAgo != 0 {
		g |= past
	}
	if roles&present == 0 && kinPast >= 0 && !goesOn(rest) {
		g |= other
	}
	if g == 0 {
		return
	}
	for i := range c {
		c[i].flags |= g
	}
}

// goesOn reports whether what follows tells what that person has now: "mum had cancer, now her back hurts".
func goesOn(rest []token) bool {
	for i := 0; i < len(rest) && rest[i].message == rest[0].message; {
		var roles role
		clause := rest[i].clause
		for ; i < len(rest) && rest[i].clause == clause; i++ {
			roles |= rest[i].role
		}
		if roles&third != 0 && roles&present != 0 {
			return true
		}
	}
	return false
}

// markSentence finds praise, and questions about a sign: the words of asking are there and nobody who has it.
func markSentence(c []token) {
	var roles role
	for i := range c {
		r := c[i].role
		if r&(asks|asksHelp|notPerson) != 0 {
			r &^= person
		}
		roles |= r
	}
	if roles&praising != 0 && roles&(present|turns) == 0 {
		for i := range c {
			c[i].flags |= idiom
		}
	}
	if roles&(person|present) != 0 || roles&(asks|asksHelp) == 0 {
		return
	}
	g := asked
	if roles&asks == 0 {
		g = askedFor
	}
	for i := told(c); i < len(c); i++ {
		c[i].flags |= g
	}
}

// told returns how many words of a sentence tell something before the clause in which it begins to ask: "chest pain and
// the left arm is numb, what is it".
func told(c []token) int {
	at := 0
	for i := range c {
		if c[i].clauseStart {
			at = i
		}
		if c[i].role&(asks|asksHelp) != 0 {
			break
		}
	}
	if at == 0 || c[at-1].pos-c[0].pos+1 < toldFirst {
		return 0
	}
	return at
}
