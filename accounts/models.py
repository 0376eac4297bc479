"""The tables of people: who they are, where they belong and how they sign in."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base
from core.ids import new_public_id

ROLES = ("teacher", "pupil", "guardian", "methodologist", "administrator")
"""The roles of a signed-in person; the operator acts on the command line and has no account."""

ROLE_TITLES = {
    "teacher": "учитель",
    "pupil": "ученик",
    "guardian": "родитель",
    "methodologist": "методист",
    "administrator": "администратор",
}

LIVE_FOR_A_CLASS = "used_at IS NULL AND revoked_at IS NULL AND class_id IS NOT NULL"
LIVE_FOR_STAFF = "used_at IS NULL AND revoked_at IS NULL AND class_id IS NULL"


class Territory(Base):
    """A country, region or municipality; schools and methodologists belong to one."""

    __tablename__ = "territory"
    __table_args__ = (
        CheckConstraint("kind IN ('country', 'region', 'municipality')", name="kind"),
        UniqueConstraint("parent_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("territory.id"))
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200))

    parent: Mapped["Territory | None"] = relationship(remote_side=[id])


class School(Base):
    """A school; its days are local dates in its own time zone."""

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(
        String(32),
        unique=True,
        default=new_public_id,
        comment="the id that files and shelves name",
    )
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    timezone: Mapped[str] = mapped_column(String(64), comment="IANA name; «today» is the school's")
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(120))
    town: Mapped[str] = mapped_column(String(200), default="")

    territory: Mapped[Territory] = relationship()


class Person(Base):
    """A person of a school; has an account only when a ``User`` row says so."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("school_id", "source_id"),
        CheckConstraint("(source_id IS NULL) OR (school_id IS NOT NULL)", name="source_has_school"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    source_id: Mapped[str | None] = mapped_column(
        String(64),
        comment="the person's id in the school's own file, so that a second load updates",
    )
    last_name: Mapped[str] = mapped_column(String(100))
    first_name: Mapped[str] = mapped_column(String(100))
    patronymic: Mapped[str] = mapped_column(String(100), default="")
    gender: Mapped[str] = mapped_column(String(1), default="")
    birth_date: Mapped[date | None]
    email: Mapped[str] = mapped_column(String(254), default="")

    @property
    def full_name(self) -> str:
        """Фамилия Имя Отчество."""
        return " ".join(filter(None, (self.last_name, self.first_name, self.patronymic)))

    @property
    def short_name(self) -> str:
        """Фамилия И. О., as in a class journal, with no-break spaces."""
        initials = [f"{part[0]}." for part in (self.first_name, self.patronymic) if part]
        return "\u00a0".join([self.last_name, *initials])

    @property
    def called(self) -> str:
        """Имя Отчество for an adult, Имя for whoever has no patronymic."""
        return " ".join(filter(None, (self.first_name, self.patronymic))) or self.last_name


class User(Base):
    """An account: how one person signs in."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    login: Mapped[str | None] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200), comment="argon2id")
    esia_hmac: Mapped[str | None] = mapped_column(
        String(64),
        unique=True,
        comment="keyed hash of the state account's id; never the id itself",
    )
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    closed_by_guardian: Mapped[bool] = mapped_column(
        default=False, comment="a parent closed it and may open it again; else the school did"
    )

    person: Mapped[Person] = relationship()
    roles: Mapped[list["Role"]] = relationship(back_populates="user")


class Role(Base):
    """What a user is, and where: at one school, in one territory."""

    __tablename__ = "role"
    __table_args__ = (
        CheckConstraint(f"role IN {ROLES}", name="role"),
        CheckConstraint(
            "(school_id IS NULL) <> (territory_id IS NULL)", name="school_or_territory"
        ),
        CheckConstraint(
            "territory_id IS NULL OR role IN ('methodologist', 'administrator')",
            name="territory_role",
        ),
        UniqueConstraint("user_id", "role", "school_id", "territory_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territory.id"))

    user: Mapped[User] = relationship(back_populates="roles")
    school: Mapped[School | None] = relationship()
    territory: Mapped[Territory | None] = relationship()


class LoginSession(Base):
    """One sign-in on one device; the cookie holds the token, the table only its hash."""

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256, hex")
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8), default="browser", comment="browser | api")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(String(200), default="", comment="User-Agent, cut")

    user: Mapped[User] = relationship()


class SignInAttempt(Base):
    """A failed sign-in, kept for as long as it slows the next one down."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), comment="login:… or address:…")
    at: Mapped[datetime]


class SchoolClass(Base):
    """A class of one school in one school year: «5А»."""

    __tablename__ = "school_class"
    __table_args__ = (
        UniqueConstraint("school_id", "year", "grade", "letter"),
        CheckConstraint("grade BETWEEN 1 AND 11", name="grade"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=new_public_id)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    year: Mapped[str] = mapped_column(String(9), comment="2026/2027")
    grade: Mapped[int]
    letter: Mapped[str] = mapped_column(String(8))
    size: Mapped[int | None] = mapped_column(comment="pupils on the list, also those not loaded")
    head_teacher_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    school: Mapped[School] = relationship()

    @property
    def name(self) -> str:
        """«5А»."""
        return f"{self.grade}{self.letter}"


class Enrolment(Base):
    """A pupil's time in a class; ``until`` is the last day, empty while it lasts."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("person_id", "class_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]


class Guardian(Base):
    """Who answers for a child, and since when the school has confirmed it."""

    __tablename__ = "guardian"
    __table_args__ = (CheckConstraint("guardian_id <> child_id", name="two_people"),)

    guardian_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    child_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    relation: Mapped[str] = mapped_column(String(40), default="", comment="мать, отец, опекун…")
    confirmed_at: Mapped[datetime | None]


class Teaching(Base):
    """Who teaches what to whom; the subject is a code of the grid."""

    __tablename__ = "teaching"
    __table_args__ = (UniqueConstraint("person_id", "class_id", "subject_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    subject_code: Mapped[str] = mapped_column(String(40))
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))


class Invitation(Base):
    """A one-time code on paper, by which one person makes their own login and password."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint(f"role IN {ROLES}", name="role"),
        CheckConstraint("used_at IS NULL OR revoked_at IS NULL", name="one_end"),
        CheckConstraint("until > created_at", name="lasts"),
        Index("ix_invitation_person_id", "person_id"),
        Index(
            "uq_invitation_class",
            "person_id",
            "class_id",
            unique=True,
            sqlite_where=text(LIVE_FOR_A_CLASS),
            postgresql_where=text(LIVE_FOR_A_CLASS),
        ),
        Index(
            "uq_invitation_staff",
            "person_id",
            "school_id",
            unique=True,
            sqlite_where=text(LIVE_FOR_STAFF),
            postgresql_where=text(LIVE_FOR_STAFF),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256, hex")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(16), comment="as whom the person was invited")
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    class_id: Mapped[int | None] = mapped_column(
        ForeignKey("school_class.id", ondelete="CASCADE"),
        index=True,
        comment="whose sheet it stands on: only that sheet's next printing replaces it",
    )
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), comment="empty: the command line"
    )
    created_at: Mapped[datetime]
    until: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    school: Mapped[School] = relationship()
