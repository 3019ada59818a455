package sign

import "strings"

// guard is a reason of grammar why the words of a sign may not tell that somebody has it now. None names a part of the body, an
// illness or an idiom: what only sounds like a sign is learnt from examples. A guard never silences a message; it lets a pattern
// count as held, which the decision weighs.
type guard uint8

const (
	denied   guard = 1 << iota // denial: "no fever"
	past                       // tense: "ten years ago"
	over                       // tense: "it went away"
	others                     // person: "my aunt had cancer", not "my aunt has"
	asked                      // question: "what are the signs of"
	possible                   // possibility: "what if", "in case"
)

// role is what a word does for the words around it.
type role uint16

const (
	denies role = 1 << iota
	noDenial
	turns   // but, however: a new clause
	subject // i, he, she: ends what a "no" reaches
	either  // or: a list of what is denied goes on
	longAgo
	now
	gone
	relative
	had
	asks
	supposes
	self // i, my
)

// roleWords lists the words and phrases of each role, English and Spanish.
func roleWords() map[role]string {
	return map[role]string{
		denies: "no not without never zero none nor neither dont doesnt didnt isnt wasnt arent aint havent hasnt hadnt denies werent sin nunca tampoco ni",
		noDenial: `not sure|not only|not just|not kidding|not joking|not normal|not right|not ok|not okay|not good|not better|not getting|not going away|not helping
			|not working|not sleeping|not again|no idea|no clue|no joke|no relief|no longer|no matter|no reason|no doubt|no better|never felt|never had|never ends|never stops
			|never this|never goes|dont know|dont understand|dont care|dont want|dont wanna|dont feel|dont remember|didnt sleep|didnt help|didnt know|didnt think|didnt want
			|doesnt stop|doesnt help|doesnt go|doesnt feel|isnt normal|isnt right|isnt going|isnt getting|havent slept|without warning|without trying|without noticing|no se|no puedo|no siento|no aguanto|no quiero`,
		turns:    "but however though although except yet instead then because while until pero aunque porque",
		subject:  "i im ive id he hes she shes they we there yo ella",
		either:   "or nor ni o",
		longAgo:  "years ago|yrs ago|year ago|months ago|last year|as a kid|as a child|as a teenager|when i was young|when i was a kid|used to|once had|long ago|in the past|history of|back in|decades ago|in my twenties|in college|in high school|hace años|de joven|el año pasado",
		now:      "today|tonight|now|still|again|this morning|this week|this evening|last night|new|newly|suddenly|keeps|worse|since|just|started|lately|recently|yesterday|hoy|anoche|ahora|todavia|desde|ayer",
		gone:     "fine now|ok now|okay now|good now|gone now|better now|all better|went away|goes away|back to normal|healed|resolved|all clear|cleared up|cleared me|cleared by|ruled out|fine again|fully recovered|wore off|wears off|ya estoy bien|ya paso|ya se me quito",
		relative: "grandma grandpa grandmother grandfather aunt uncle dad father mom mum mother brother sister cousin friend coworker colleague neighbor husband wife boss son daughter partner boyfriend girlfriend roommate niece nephew tia tio abuela abuelo mama papa hermano hermana amigo amiga primo prima vecino",
		had:      "had died was survived recovered tuvo murio tenia",
		asks: `what is|what are|what causes|what does|whats|can massage|could massage|does massage|do massages|can a massage|can stress|can sitting|can it cause|can you get|is it possible|is it true|is there a risk|signs of|sign of|symptoms of|symptom of
			|warning signs|how common|how likely|risk of|chance of|chances of|difference between|how do you know|how can you tell|how would i know|how do i know|people with|someone with|anyone with|que es|cuales son|es verdad|sintomas de|senales de|puede causar|un masaje puede`,
		supposes: "what if|in case|if i|if you|if he|if she|if they|if it|if someone|would i|could i get|si me|si uno",
		self:     "i im ive my me mine mi mis yo tengo siento estoy",
	}
}

// addRoles makes the words of the roles known; every phrase of a role is a group of its own name.
func (x *lexicon) addRoles() []role {
	all := roleWords()
	var roles []role
	for ro := denies; ro <= self; ro <<= 1 {
		words := strings.FieldsFunc(all[ro], func(r rune) bool { return r == '|' })
		if len(words) == 1 {
			words = strings.Fields(words[0])
		}
		name := "(" + strings.TrimSpace(words[0]) + ")"
		g := x.group(name)
		for len(roles) <= int(g) {
			roles = append(roles, 0)
		}
		roles[g] = ro
		for _, w := range words {
			steps, err := parsePhrase(strings.TrimSpace(w))
			if err != nil {
				continue // held by a test
			}
			phrase := make([]atom, len(steps))
			for i, st := range steps {
				phrase[i] = st.atom
			}
			x.add(phrase, g)
		}
	}
	return roles
}

// denialReach is how many words a "no" reaches.
const denialReach = 7

// guard marks the words that a guard covers.
func (r *reading) guard() {
	n := len(r.tokens)
	if cap(r.role) < n {
		r.role = make([]role, n)
	}
	r.role = r.role[:n]
	clear(r.role)
	for _, h := range r.hits {
		if int(h.group) < len(r.signs.roles) {
			for i := h.start; i < h.end; i++ {
				r.role[i] |= r.signs.roles[h.group]
			}
		}
	}
	for _, h := range r.hits { // the "no" of "no feeling" belongs to the sign
		if int(h.group) >= len(r.signs.roles) && h.end-h.start > 1 && r.role[h.start]&denies != 0 {
			r.role[h.start] |= noDenial
		}
	}
	for from := 0; from < n; {
		to := from + 1
		for to < n && r.tokens[to].sentence == r.tokens[from].sentence {
			to++
		}
		r.guardSentence(from, to)
		from = to
	}
}

func (r *reading) guardSentence(from, to int) {
	var all role
	for clause := from; clause < to; {
		end := clause + 1
		for end < to && !r.tokens[end].opens && r.role[end]&turns == 0 {
			end++
		}
		roles := r.mark(clause, end, 0)
		all |= roles
		if roles&now == 0 {
			if roles&longAgo != 0 {
				r.mark(clause, end, past)
			}
			if roles&relative != 0 && roles&had != 0 {
				r.mark(clause, end, others)
			}
		}
		if roles&gone != 0 {
			r.mark(from, end, over)
		}
		clause = end
	}
	if all&asks != 0 && all&now == 0 {
		r.mark(from, to, asked)
	}
	if all&supposes != 0 && all&now == 0 {
		r.mark(from, to, possible)
	}
	for i := from; i < to; i++ {
		if r.role[i]&denies != 0 && r.role[i]&noDenial == 0 {
			r.deny(i+1, to)
		}
	}
}

// mark puts guards on words and returns the roles of all of them.
func (r *reading) mark(from, to int, g guard) (all role) {
	for i := from; i < to; i++ {
		r.tokens[i].guards |= g
		all |= r.role[i]
	}
	return all
}

// deny marks what a "no" reaches: to the next "but", to a new subject, or to a comma, unless a list goes on that closes with "or".
func (r *reading) deny(from, to int) {
	reach := denialReach
	for i := from; i < to && i < from+reach; i++ {
		if r.role[i]&(turns|subject) != 0 {
			return
		}
		if r.tokens[i].opens {
			if !r.listed(i, to) {
				return
			}
			reach = i - from + denialReach
		}
		r.tokens[i].guards |= denied
	}
}

func (r *reading) listed(from, to int) bool {
	for i := from; i < to && i < from+10; i++ {
		if r.role[i]&either != 0 {
			return true
		}
		if r.role[i]&(turns|subject|denies) != 0 {
			return false
		}
	}
	return false
}

// free reports whether no guard holds a hit. A phrase with a "no" of its own is not denied by it.
func (r *reading) free(h hit) bool { return r.held(h) == 0 }

func (r *reading) held(h hit) guard {
	g := r.tokens[h.start].guards
	if r.role[h.start]&denies != 0 {
		g &^= denied
	}
	return g
}
