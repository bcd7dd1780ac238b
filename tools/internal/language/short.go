package language

import (
	"strings"
	"unicode/utf8"
)

// Words that carry a short text. They would be too common in names or too rare to
// count in a long one.
const (
	moreFrench = `de à en y où ou ni si dès lors chez vers sous sans entre avant après pendant depuis selon
		contre lequel laquelle lesquels quel quelle quels quelles cela ceux celle celui celles eux lui
		elles on notre nos votre vos mon ma mes ton ta tes cet peut peuvent doit doivent fait faire font
		suis es sommes êtes était étaient avait avaient sera seront serait ai as avoir aller va vont
		quand comment pourquoi combien toujours jamais encore déjà ici moins plusieurs chaque
		toute tous toutes autre autres rien quelque quelques parce puis ainsi afin lors ailleurs
		non oui deux trois quatre cinq sept huit neuf dix onze douze premier première nouveau nouvelle
		a an me or ans mois jours semaines jour année années pays gens ville travail mieux bien bonne bon
		voir savoir dire lire écrire parler demander trouver donner prendre mettre aucune aucun`
	moreEnglish = `a an in or nor than then them him her his hers us me my mine yours ours theirs these
		those here where why whom whose while until since during before after between within without
		under over against through into onto upon out up down off again once only very too also just
		more most less many much few some any each every all both other another such no yes may might
		must shall should could cannot does doing done being having were am get gets got make makes
		made take goes went gone said says tell tells told know known see seen find found give given
		two three four five seven eight nine ten eleven twelve first second new old people year years
		month months week weeks day days work works help better well good read write ask still always never
		one own same next last where's what's that's it's`
)

// Bounds for short texts.
const (
	enoughWords = 4 // fewer cannot be judged
	loneFrench  = 3 // words with French letters that weigh as much as one function word
)

// Foreign reports whether a text that claims to be in a language ("fr" or "en") is in
// the other one. It wants more proof the shorter the text is.
func Foreign(text, claimed string) bool {
	if claimed != French && claimed != English {
		return false
	}
	e := weigh(text)
	own, other := e.fr, e.en
	if claimed == English {
		own, other = e.en, e.fr
	}
	switch {
	case e.words < enoughWords, e.bm > other:
		return false
	case e.words <= 8:
		return other >= 2 && own == 0 || other >= 4 && own <= 1
	case e.words <= 20:
		return other >= 3 && other >= 4*own
	}
	return float64(other) >= minimumShare*float64(e.words) && other >= 3*own
}

// evidence counts what speaks for each language.
type evidence struct{ fr, en, bm, words int }

func weigh(text string) (e evidence) {
	accents := 0
	eachWord(text, func(w string) bool {
		s := lexicon[w]
		fr, en := s&(inFrench|rarelyFrench) != 0, s&(inEnglish|rarelyEnglish) != 0
		switch {
		case fr && !en:
			e.fr++
		case en && !fr:
			e.en++
		case !fr && !en && elided(w) > 0:
			e.fr++
		case !fr && !en && s&inBambara != 0:
			e.bm++
		case !fr && isEnglishForm(w):
			e.en++
		}
		if !fr && hasFrenchLetter(w) {
			accents++
		}
		if strings.ContainsAny(w, "ɛɔɲŋ") {
			e.bm += 2
		}
		e.words++
		return true
	})
	e.fr += (accents + loneFrench - 2) / loneFrench
	return e
}

// isEnglishForm sees "n't", "'ll" and the like. "'s" is found after names in any text
// that quotes English, so it does not count.
func isEnglishForm(w string) bool {
	return strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "'ll") || strings.HasSuffix(w, "'re") || strings.HasSuffix(w, "'ve")
}

func hasFrenchLetter(w string) bool {
	for i := 0; i < len(w); {
		if w[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(w[i:])
		if strings.ContainsRune("àâçèéêëîïôùûœ", r) {
			return true
		}
		i += size
	}
	return false
}
