package redflag

// role is what a word does for the words around it; the words are listed under "context" in redflags.yaml.
type role uint32

const (
	negates role = 1 << iota
	notNegating
	turns   // but, however: a new clause
	joins   // and, plus: a new clause when somebody or "now" follows
	starts  // i, my, the, now: what makes "and" a new clause
	subject // i, he, she: ends what a "no" reaches
	orWord
	longAgo
	present
	isOver
	relative
	relativePast
	asks
	asksHelp
	person
	notPerson
	idiomatic
	joking   // idioms about dying, which hold back even the crisis rules
	thing    // a pet, a printer: what a clause that begins with it says is about no person
	fiction  // a game, a film
	someone  // i, me, my mother
	third    // he, her: whoever was named before
	praising // brilliant, worth it: nobody says that of a danger
	aged     // "45 years old": not the "years" that excuse
	lasting  // since yesterday: what was said before it still goes on
	strictly = negates | notNegating | turns | joins | starts | subject | orWord | longAgo | present | isOver | relative |
		relativePast | person | someone | third | lasting // roles of phrases that hold without small words between
)

// roleNames maps the names under "context" to roles.
func roleNames() map[string]role {
	return map[string]role{
		"negation": negates, "not_negation": notNegating, "turns": turns, "joins": joins, "starts": starts, "subjects": subject,
		"or": orWord, "long_ago": longAgo, "present": present, "over": isOver, "relatives": relative,
		"relatives_past": relativePast, "asking": asks, "asking_help": asksHelp, "person": person,
		"not_person": notPerson, "idioms": idiomatic, "jokes": joking,
		"things": thing, "fiction": fiction, "people": someone, "third": third, "praise": praising, "ages": aged,
		"lasting": lasting,
	}
}

// guard is a reason why a hit may not count.
type guard uint8

const (
	negated  guard = 1 << iota
	past           // long ago
	over           // gone by now
	other          // somebody else's past
	asked          // information is asked for, nobody has it
	askedFor       // asked whether massage helps or is safe with it, nobody has it
	idiom
	joke
)

// negationReach is how many words a "no" reaches.
const negationReach = 7

// mark gives every token its guards. The roles are known already.
func (s *scan) mark() {
	t := s.tokens
	clause := int32(0)
	for i := range t {
		if i > 0 && s.opensClause(i) {
			clause++
		}
		t[i].clause = clause
	}
	for i := 0; i < len(t); {
		end := i + 1
		for end < len(t) && t[end].clause == t[i].clause {
			end++
		}
		markClause(t[i:end], t[end:])
		i = end
	}
	for i := 0; i < len(t); {
		end := i + 1
		for end < len(t) && t[end].sentence == t[i].sentence {
			end++
		}
		markSentence(t[i:end])
		i = end
	}
	for i := range t {
		if t[i].role&negates != 0 && t[i].role&notNegating == 0 {
			s.negateFrom(i + 1)
		}
		if t[i].role&isOver != 0 && t[i].role&notNegating == 0 && t[i].flags&negated == 0 {
			s.closeBefore(i)
		}
		if t[i].role&idiomatic != 0 {
			t[i].flags |= idiom
		}
		if t[i].role&joking != 0 {
			t[i].flags |= joke
		}
	}
}

func (s *scan) opensClause(i int) bool {
	t := s.tokens
	switch {
	case t[i].sentence != t[i-1].sentence, t[i].clauseStart, t[i].role&turns != 0:
		return true
	case t[i].role&joins != 0:
		for j := i + 1; j < len(t) && j <= i+2 && t[j].sentence == t[i].sentence; j++ {
			if t[j].role&(starts|present) != 0 {
				return true
			}
		}
	}
	return false
}

// negateFrom marks what a negation before token i reaches: to the next "but", "and", comma or end of sentence; a comma
// does not end it in a list that closes with "or".
func (s *scan) negateFrom(i int) {
	t := s.tokens
	if i >= len(t) || t[i].sentence != t[i-1].sentence || t[i].clauseStart {
		return
	}
	reach := t[i-1].pos + negationReach
	for j := i; j < len(t) && t[j].sentence == t[i].sentence; j++ {
		if t[j].role&(turns|joins) != 0 || t[j].role&subject != 0 && t[j].role&negates == 0 || t[j].pos > reach {
			return
		}
		if t[j].clauseStart {
			if !s.listGoesOn(j) {
				return
			}
			reach = t[j].pos + negationReach
		}
		t[j].flags |= negated
		t[j].negator = int32(i - 1)
	}
}

func (s *scan) listGoesOn(i int) bool {
	t := s.tokens
	for j := i; j < len(t) && j < i+10 && t[j].sentence == t[i].sentence; j++ {
		switch {
		case t[j].role&orWord != 0:
			return true
		case t[j].role&(turns|joins|person|starts|negates) != 0:
			return false
		}
	}
	return false
}

// closeBefore marks what "fine now" at token i closes: everything said before it in the same message, back to a
// "still", at most some 20 words.
func (s *scan) closeBefore(i int) {
	t := s.tokens
	for j := i; j >= 0 && j > i-25 && t[j].message == t[i].message; j-- {
		if t[j].role&present != 0 && t[j].clause != t[i].clause {
			return
		}
		t[j].flags |= over
	}
}
