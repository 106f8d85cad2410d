// Systems in which $subject has a part on $asOf, by that part; one in which it has several comes once for each.
MATCH (:Record:Subject {id: $subject})<-[role:OPERATED_BY|FUNCTIONAL_CUSTOMER|TECHNICAL_CUSTOMER|REGULATED_BY|STEWARDED_BY]-(record:TechnicalAsset)
WHERE (role.from IS NULL OR role.from <= $asOf) AND (role.to IS NULL OR $asOf < role.to)
  AND (record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own)
WITH DISTINCT 'ROLES' AS section, type(role) AS rating, record
WHERE ($section IS NULL OR section = $section) AND ($rating IS NULL OR rating = $rating) AND record.id > $after
RETURN section, rating, record ORDER BY record.id LIMIT $limit
