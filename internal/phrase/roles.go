package phrase

import "strings"

// role is what a word does for the words around it.
type role uint16

const (
	denies role = 1 << iota
	noDenial
	turns   // but, however: a new clause
	subject // i, he, she: ends what a "no" reaches
	either  // or: a list of what is denied goes on
	now
	relative
	asks
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
		now:      "today|tonight|now|still|again|this morning|this week|this evening|last night|new|newly|suddenly|keeps|worse|since|just|started|lately|recently|yesterday|hoy|anoche|ahora|todavia|desde|ayer",
		relative: "grandma grandpa grandmother grandfather aunt uncle dad father mom mum mother brother sister cousin friend coworker colleague neighbor husband wife boss son daughter partner boyfriend girlfriend roommate niece nephew tia tio abuela abuelo mama papa hermano hermana amigo amiga primo prima vecino",
		asks: `what is|what are|what causes|what does|whats|can massage|could massage|does massage|do massages|can a massage|can stress|can sitting|can it cause|can you get|is it possible|is it true|is there a risk|signs of|sign of|symptoms of|symptom of
			|warning signs|how common|how likely|risk of|chance of|chances of|difference between|how do you know|how can you tell|how would i know|how do i know|people with|someone with|anyone with|que es|cuales son|es verdad|sintomas de|senales de|puede causar|un masaje puede`,
		self: "i im ive my me mine mi mis yo tengo siento estoy",
	}
}

// addRoles makes the words of the roles known; every phrase of a role is a group of its own name.
func (x *trie) addRoles() []role {
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
			steps, err := x.phrase(strings.TrimSpace(w))
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
